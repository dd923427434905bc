"""Which network addresses the fetcher may connect to: those of the public internet and no others."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

# `is_global` differs between Python versions for some of these, so they are named here whatever it says
_CLOSED_4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local, and the metadata services of clouds
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast, reserved, broadcast
    )
)
_OPEN_6 = IPv6Network("2000::/3")  # all of global unicast; everything else is special
_CLOSED_6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",
        "2002::/16",  # 6to4 carries an IPv4 address that a relay would unpack
        "3fff::/20",
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")


def parsed(address: str) -> Address | None:
    """Return the address that `address` writes, without its zone, or None if it is no address."""
    try:
        return ip_address(address.split("%")[0])
    except ValueError:
        return None


def is_public(address: Address) -> bool:
    """Return whether `address` is one of the public internet.

    An IPv4 address inside IPv6 (mapped, or NAT64 as networks without IPv4 use it) is judged by itself;
    6to4 and Teredo are refused whatever they embed.
    """
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast and not any(address in block for block in _CLOSED_4)
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if address in _NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    return address in _OPEN_6 and address.is_global and not any(address in block for block in _CLOSED_6)
