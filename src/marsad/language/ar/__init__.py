"""Arabic: script, sentences, tokens with clitics, verb inflection, numbers, dates."""
