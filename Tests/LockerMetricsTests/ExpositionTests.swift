import LockerMetrics
import Testing

@Suite struct ExpositionTests {
    @Test func eachMetricHasItsHelpItsTypeAndItsSamples() {
        var exposition = Exposition()
        exposition.add(
            "locker_requests_total", .counter, "Requests.",
            [([("method", "Commit"), ("code", "OK")], 3), ([("method", "Stage"), ("code", "OK")], 0)])
        exposition.add("locker_sessions", .gauge, "Sessions that are open.", 1.5)
        #expect(
            exposition.text == """
                # HELP locker_requests_total Requests.
                # TYPE locker_requests_total counter
                locker_requests_total{method="Commit",code="OK"} 3
                locker_requests_total{method="Stage",code="OK"} 0
                # HELP locker_sessions Sessions that are open.
                # TYPE locker_sessions gauge
                locker_sessions 1.5

                """)
    }

    @Test func whatWouldEndALineOrAValueIsEscaped() {
        var exposition = Exposition()
        exposition.add("a", .gauge, "A \"back\\slash\"\nand more", [([("l", "x\\y\"z\nw")], 1)])
        #expect(
            exposition.text == #"""
                # HELP a A "back\\slash"\nand more
                # TYPE a gauge
                a{l="x\\y\"z\nw"} 1

                """#)
    }

    @Test(arguments: [
        (0, "0"), (-1, "-1"), (0.25, "0.25"), (1_700_000_000, "1700000000"), (Double.infinity, "+Inf"),
        (-Double.infinity, "-Inf"), (Double.nan, "NaN"), (9_007_199_254_740_991, "9007199254740991"),
        (1e300, "1e+300"), (1.5e-7, "1.5e-07"),
    ])
    func numbersAreWrittenAsParsersReadThem(value: Double, text: String) {
        var exposition = Exposition()
        exposition.add("a", .gauge, "A.", value)
        #expect(exposition.text.hasSuffix("\na \(text)\n"))
    }

    @Test func aHistogramCountsEachObservationInEveryBucketThatHoldsIt() {
        let histogram = Histogram(bounds: [0.001, 0.5, 2])
        for milliseconds in [0, 1, 2, 500, 501, 2000, 60_000] { histogram.observe(.milliseconds(milliseconds)) }
        var exposition = Exposition()
        exposition.add("took_seconds", "Time.", [([("lane", "quick")], histogram)])
        #expect(
            exposition.text == """
                # HELP took_seconds Time.
                # TYPE took_seconds histogram
                took_seconds_bucket{lane="quick",le="0.001"} 2
                took_seconds_bucket{lane="quick",le="0.5"} 4
                took_seconds_bucket{lane="quick",le="2"} 6
                took_seconds_bucket{lane="quick",le="+Inf"} 7
                took_seconds_sum{lane="quick"} 63.004
                took_seconds_count{lane="quick"} 7

                """)
    }

    @Test func nothingIsLostBetweenThreads() async {
        let (counter, histogram) = (Counter(), Histogram(bounds: [1]))
        await withTaskGroup { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<10_000 {
                        counter.add(2)
                        histogram.observe(.milliseconds(1))
                    }
                }
            }
        }
        var exposition = Exposition()
        exposition.add("took_seconds", "Time.", [([], histogram)])
        #expect(counter.value == 80_000)
        #expect(exposition.text.contains("took_seconds_sum 40\ntook_seconds_count 40000\n"))
    }
}
