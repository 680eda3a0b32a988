"""What can happen to the mall itself: its rules, its people, its keys, its register."""

from dengar.ledger.declarations import event

ROLE = "role?:code agency?:id officer?:ref stand_in?:flag until?:moment"

MALL_EVENTS = (
    event(
        "policy_changed",
        "deadlines",
        "A term, a holiday, opening hours, a rule of publication or of retention changed.",
        "kind:code id?:id digest:digest old?:digest from?:day until?:day reason?:code",
    ),
    event(
        "place_changed",
        "malls",
        "The mall, an agency, a service or a counter was added, changed or ended.",
        "kind:code id:id digest?:digest",
    ),
    event(
        "standard_changed",
        "malls",
        "What is told of a service's standard changed; so many of its components have a text now.",
        "service:id told:count digest:digest",
    ),
    event(
        "governance_changed",
        "malls",
        "A decree, a procedure, a room, a review of the leaders or one of its decisions was written down or changed.",
        "kind:code id:id digest:digest",
    ),
    event("person_invited", "people", "Somebody was invited to an account.", ROLE),
    event("invitation_withdrawn", "people", "An invitation's link was made useless.", ROLE),
    event("member_begun", "people", "A role began.", ROLE),
    event("member_ended", "people", "A role ended.", f"{ROLE} reason?:code"),
    event("superior_set", "people", "Who stands above whom changed.", "officer:ref superior?:ref"),
    event("off_site_set", "people", "Whether an officer sits outside the mall changed.", "officer:ref off_site:flag"),
    event(
        "recusal_set",
        "people",
        "An officer keeps out of an agency or a person.",
        "officer:ref about?:ref agency?:id until?:moment",
    ),
    event("recusal_ended", "people", "That ended.", "officer:ref about?:ref agency?:id"),
    event(
        "second_factor_reset",
        "people",
        "Two other people let an officer set a new second factor.",
        "officer:ref second:ref",
    ),
    event("account_closed", "people", "An account was closed; its work was handed over.", "officer:ref"),
    event("keys_made", "ledger", "A key was made. Only its name is written here.", "purpose:code key?:code"),
    event("keys_rotated", "ledger", "A key was replaced by a new one.", "purpose:code key:code old?:code"),
    event("restored", "ledger", "The database was restored from a backup of that moment.", "from:moment size?:count"),
    event(
        "searched",
        "search",
        "An officer searched at the desk. In which way and how much was found, never the words.",
        "way:number|handle|words found:count",
    ),
    event("pad", "ledger", "Nothing. It fills a batch up, so that nobody outside can count."),
)
