import LockerBase
import LockerClient
import LockerCommands
import Recipes
import Testing

@Suite struct JSONTests {
    @Test func `text is escaped where RFC 8259 asks for it, and nowhere else`() {
        let value: JSONValue = ["b": ["\"\\\n\u{1}/\u{F6}\u{7F}", true, nil], "a": 3]
        #expect(value.text == #"{"a":3,"b":["\"\\\n\u0001/"# + "\u{F6}" + #"\u007f",true,null]}"#)
    }

    @Test func `times keep every nanosecond`() {
        #expect(JSONValue.seconds(nanoseconds: 1_700_000_000_000_000_001).text == "1700000000.000000001")
        #expect(JSONValue.seconds(nanoseconds: -1_500_000_000).text == "-1.500000000")
        #expect(JSONValue.seconds(nanoseconds: .min).text == "-9223372036.854775808")
    }

    @Test func `what is no number in JSON is null`() {
        #expect(JSONValue.number(.infinity).text == "null" && JSONValue.number(.nan).text == "null")
    }

    @Test func `a sync has the contract's keys, and a skipped path its exact bytes`() {
        var report = SyncReport()
        report.revision = 3
        report.files = 2
        report.unchanged = 1
        report.uploaded = 1
        report.logicalBytes = 10
        report.sentBytes = 4
        report.seconds = 0.5
        report.skipped = [Skipped(path: [0x61, 0xFF], reason: "vanished"), Skipped(path: [0x62], reason: "r")]
        #expect(
            SyncText.json(report, dryRun: false).text == #"{"dry_run":false,"files":2,"logical_bytes":10,"#
                + #""matched":0,"removed":0,"revision":3,"seconds":0.5,"sent_bytes":4,"skipped":["#
                + #"{"path":"a\\xff","path_base64":"Yf8=","reason":"vanished"},{"path":"b","reason":"r"}],"#
                + #""unchanged":1,"uploaded":1}"#)
    }

    @Test func `a recipe's segments and chunks say where they begin`() {
        let (one, two) = (SHA256.digest(of: [1]), SHA256.digest(of: [2]))
        let recipe = Recipe(
            segments: [Segment(role: .opaque, length: 30, chunkCount: 2)],
            chunks: [ChunkReference(digest: one, length: 10), ChunkReference(digest: two, length: 20)])
        #expect(
            RecipeText.json(recipe).text == #"{"blob":"\#(recipe.blob)","chunks":["#
                + #"{"digest":"\#(one)","length":10,"offset":0},{"digest":"\#(two)","length":20,"offset":10}],"#
                + #""format":"opaque","segments":[{"length":30,"offset":0,"role":"opaque"}],"size":30,"track":null}"#)
    }
}
