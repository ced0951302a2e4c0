import LockerCommands
import LockerSync
import Testing

@Suite struct BothTextTests {
    private func report() -> BothReport {
        var report = BothReport()
        (report.revision, report.unchanged, report.received, report.sent) = (7, 3, 2, 1)
        report.conflicts = [
            SyncConflict(path: Array("a".utf8), keptAs: Array("a (conflict, d, t)".utf8), reason: "changed twice"),
            SyncConflict(path: [0xFF], keptAs: nil, reason: "it is back"),
        ]
        report.placedAs = [PlacedPath(path: Array("d/A".utf8), placedAs: Array("d/A (2)".utf8))]
        report.changes = [
            BothChange(SyncChange(path: Array("b".utf8), kind: .added, reason: "new"), isHere: true),
            BothChange(SyncChange(path: Array("c".utf8), kind: .removed, reason: "gone"), isHere: false),
        ]
        return report
    }

    @Test func `figures and conflicts are told in words`() {
        let report = report()
        let line = BothText.line(report, dryRun: false)
        #expect(line.hasPrefix("revision 7: 3 files unchanged, 2 received, 1 sent, 2 in conflict in "))
        #expect(BothText.line(report, dryRun: true).hasPrefix("revision 7, a dry run: "))
        #expect(
            report.conflicts.map { BothText.line($0) } == [
                "conflict at a: changed twice (a (conflict, d, t))", "conflict at \\xff: it is back",
            ])
        #expect(
            report.placedAs.map { BothText.line($0) } == [
                "d/A is d/A (2) here: the disk takes its name for that of something else"
            ])
        #expect(report.changes?.map { BothText.line($0) } == ["< + b: new", "> - c: gone"])
    }

    @Test func `and in JSON`() {
        let text = BothText.json(report(), dryRun: false).text
        #expect(text.contains(#"{"kept_as":"a (conflict, d, t)","path":"a","reason":"changed twice"}"#))
        #expect(text.contains(#""kept_as":null"#) && text.contains(#""path_base64":"/w==""#))
        #expect(text.contains(#""placed_as":[{"path":"d/A","placed_as":"d/A (2)"}]"#))
        #expect(text.contains(#"{"change":"added","path":"b","reason":"new","side":"folder"}"#))
        #expect(text.contains(#""side":"library""#) && text.contains(#""revision":7"#))
    }
}
