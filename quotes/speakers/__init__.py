"""Says who the sources of an article are, by the article alone.

`people` collects whom the article names, `sources` reads the words of a source, `article` holds both with what the
network says of each mention (`told`), `antecedents` ranks whom a pronoun or a description means, `side` weighs what is
told of office and country; `affiliations`, `offices` and `bodies` know what the words for roles and bodies mean.
"""
