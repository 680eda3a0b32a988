"""One door to who a person is: `vault.operations.read_person` has two callers, and each leaves a trace."""

from tests.house.sources import called, imported, sources

MAY_READ_A_PERSON = ("dengar/vault/operations", "dengar/complaints/operations", "dengar/work/carriers.py")
MAY_UNSEAL_AN_IDENTITY = ("dengar/vault/",)


def test_only_the_recorded_look_and_the_carrier_read_a_person():
    callers = {str(source) for source in sources() if "read_person" in called(source.tree)}
    assert not {name for name in callers if not name.startswith(MAY_READ_A_PERSON)}, callers


def test_within_the_spine_one_function_reads_a_person():
    found = []
    for source in sources():
        if str(source).startswith("dengar/complaints/operations") and "read_person(" in source.text:
            found.append(str(source))
    assert len(found) <= 1, f"only open_identity may: {found}"


def test_persons_are_rows_of_the_vault_alone():
    outside = [
        source for source in sources() if source.room != "vault" and "vault.models.Person" in imported(source.tree)
    ]
    assert not outside, outside


def test_sealed_identities_are_opened_in_the_vault_alone():
    outside = {
        str(source)
        for source in sources()
        if "dengar.vault.sealing.open_identity" in imported(source.tree)
        and not str(source).startswith(MAY_UNSEAL_AN_IDENTITY)
    }
    assert not outside, outside
