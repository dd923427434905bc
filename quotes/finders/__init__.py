"""Finds attributions in a text by rules, without a model.

Each module is one step, and reads only what the steps before it made:

- `lexicon` holds cue words and small word classes.
- `tokens` cuts the text, `quotations` pairs quotation marks, `sentences` cuts sentences, and `layout` keeps the three
  together: what every later step is given.
- `mentions_left` and `mentions_right` are the grammar of the words that name a source, on either side of a cue.
- `cues` finds cue verbs with their sources, `adjuncts` skips what stands between a cue and its content, and `contents`
  says what each cue attributes.
- `verbless` finds attributions whose cue is no verb (“according to X”), `phrases` those of a phrase beside the clause
  (“in the words of X”), `passives` those of a passive verb, `nested` those inside a quotation.
- `credits` reads names beside quotations, `dialogues` dashes that stand for marks, `transcripts` labels and questions.
- `unspoken` tells what was not said, and the author's own “I”; `turns` parts the words of people who speak in turn.
- `continuations` gives a quotation's later pieces to whom its first one has, `unattributed` takes the rest.
- `find` runs the rules in this order and turns what they find into attributions; `confidence` says how sure each is.
"""
