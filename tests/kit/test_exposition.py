"""What we write is what Prometheus' own library reads."""

from prometheus_client.parser import text_string_to_metric_families as read

from dengar.kit.exposition import Family, gauge, text


def test_what_was_written_is_read_again():
    odd = 'back\\slash "quoted"\nnext'
    seconds = Family(
        "x_seconds", "histogram", odd, (("_bucket", {"le": "+Inf"}, 2), ("_sum", {}, 0.1), ("_count", {}, 2))
    )
    found = list(read(text([gauge("x_up", "It is up.", 1, words=odd), seconds])))
    assert [(family.name, family.type) for family in found] == [("x_up", "gauge"), ("x_seconds", "histogram")]
    assert found[1].documentation == odd
    assert found[0].samples[0].labels == {"words": odd}
    assert [(sample.name, sample.value) for sample in found[1].samples] == [
        ("x_seconds_bucket", 2),
        ("x_seconds_sum", 0.1),
        ("x_seconds_count", 2),
    ]


def test_large_numbers_keep_their_digits():
    assert text([gauge("x_bytes", "Room.", 83_214_237_696)]).endswith("x_bytes 83214237696\n")
    assert text([gauge("x_seconds", "A moment.", 1795497139.25)]).endswith(" 1795497139.25\n")


def test_a_figure_with_nothing_to_say_is_left_out():
    assert text([gauge("x_age", "Not yet.", None)]) == ""
