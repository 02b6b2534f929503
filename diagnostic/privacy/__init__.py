"""What could identify a person in a typed text, found here and sent nowhere.

Five kinds are looked for: names, telephone numbers, e-mail addresses, national register
numbers, addresses with a house number. Everything is a rule that can be read in one file per
kind; nothing is learnt, stored or asked of a network. A rule proposes, a person decides:
«retirer», or «garder: c'est une institution».

    findings = find_personal_data(text, kept)
    text = without(text, findings)
"""
