"""English in one place: lists of words, the classes they fall into, and the one grammar that is written over them.

`classes` and `grammar` name the classes of words and make patterns of them; `vocabulary` gives each word its class;
`cues` are words of saying; `names`, `kin` and `pronouns` speak of people; `sentence_ends` of where sentences end;
`scope` of what is denied, doubted or hearsay; `calendar` of months and days; `function_words` of what means little.
"""
