import LockerBase
import LockerCommands
import LockerSync
import Recipes
import Testing

@Suite struct JSONTests {
    @Test func `text is escaped where RFC 8259 asks for it, and nowhere else`() {
        let value: JSONValue = ["b": ["\"\\\n\u{1}/\u{F6}\u{7F}", true, nil], "a": 3]
        #expect(value.text == #"{"a":3,"b":["\"\\\n\u0001/"# + "\u{F6}" + #"\u007f",true,null]}"#)
    }

    @Test func `characters that cannot be seen are escaped`() {
        let text = JSONValue.string("a\u{202E}b\u{E0041}\u{85}é").text
        #expect(text == #""a\u202eb\udb40\udc41\u0085é""#)
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
        report.files = 4
        report.unchanged = 1
        report.uploaded = 1
        report.matched = 2
        report.logicalBytes = 10
        report.sentBytes = 4
        report.seconds = 0.5
        report.skipped = [Skipped(path: [0x61, 0xFF], reason: "vanished"), Skipped(path: [0x62], reason: "r")]
        #expect(
            SyncText.json(report, dryRun: false).text == #"{"dry_run":false,"excluded":0,"files":4,"logical_bytes":10,"#
                + #""matched":2,"removed":0,"revision":3,"seconds":0.5,"sent_bytes":4,"skipped":["#
                + #"{"path":"a\\xff","path_base64":"Yf8=","reason":"vanished"},{"path":"b","reason":"r"}],"#
                + #""unchanged":1,"uploaded":1,"warnings":[]}"#)
    }

    @Test func `segments and chunks say where they begin`() throws {
        let cut = try Songs.cut(Songs.mp3(tag: 20, seed: 1, frames: 4))
        let recipe = cut.recipe
        #expect(recipe.chunks.count == 2)
        #expect(
            RecipeText.json(cut).text == #"{"blob":"\#(recipe.blob)","chunks":["#
                + #"{"digest":"\#(recipe.chunks[0].digest)","length":30,"offset":0},"#
                + #"{"digest":"\#(recipe.chunks[1].digest)","length":1668,"offset":30}],"#
                + #""format":"mp3","segments":[{"length":30,"offset":0,"role":"head"},"#
                + #"{"length":1668,"offset":30,"role":"payload"}],"size":1698,"track":"\#(try #require(recipe.track))"}"#
        )
    }

    @Test func `segments and chunks of an Ogg file are no runs of it`() throws {
        let cut = try Songs.cut(Songs.opus(comment: 10, seed: 1))
        let recipe = cut.recipe
        func members(_ index: Int) -> String {
            #"{"digest":"\#(recipe.chunks[index].digest)","length":\#(recipe.chunks[index].length)}"#
        }
        let chunks = recipe.chunks.indices.map(members).joined(separator: ",")
        let segments = zip(["head", "skeleton", "payload"], recipe.segments).map { role, segment in
            #"{"length":\#(segment.length),"role":"\#(role)"}"#
        }
        #expect(segments.count == 3)
        #expect(
            RecipeText.json(cut).text == #"{"blob":"\#(recipe.blob)","chunks":[\#(chunks)],"format":"ogg","#
                + #""segments":[\#(segments.joined(separator: ","))],"size":\#(recipe.size),"#
                + #""track":"\#(try #require(recipe.track))"}"#)
    }

    @Test func `an Ogg file that cannot be taken apart is one opaque segment`() throws {
        let text = RecipeText.json(try Songs.cut(Songs.opus(comment: 10, seed: 1) + Songs.opus(comment: 1, seed: 2)))
            .text
        #expect(text.contains(#""format":"ogg","segments":[{"length":"#))
        #expect(text.contains(#""offset":0,"role":"opaque"}]"#) && text.contains(#""track":null"#))
    }
}
