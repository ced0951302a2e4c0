import Glibc
import LockerTestSupport
import POSIXSupport
import Testing

/// A folder of files with awkward names, lengths and times.
enum Tree {
    /// Bytes of its files that are at most 64 KiB long.
    static let shortBytes = 1 + 20_000 + 17_000 + 100 + 5_000

    /// Makes the folder, with everything that comes back the same.
    static func make(at root: String, seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for folder in ["", "/empty folder", "/a", "/a/b", "/Música", "/-x"] {
            #expect(mkdir(root + folder, 0o755) == 0 || errno == EEXIST)
        }
        let names: [([UInt8], Int)] = [
            (Array("a/empty.mp3".utf8), 0), (Array("a/one byte".utf8), 1), (Array("a/b/song.mp3".utf8), 700_000),
            (Array("Música/日本語 🎵.flac".utf8), 300_000), (Array("-x/-leading dash".utf8), 20_000),
            (Array("line\nbreak\ttab".utf8), 17_000), (Array(String(repeating: "x", count: 255).utf8), 100),
            (Array("not utf-8 \u{0}".utf8.dropLast()) + [0xFF, 0xFE], 5_000), (Array("trailing space ".utf8), 66_000),
        ]
        for (index, (name, size)) in names.enumerated() {
            try write(random.bytes(size), root, name, modified: 1_341_100_800 + index)
        }
        #expect(symlink("../outside", root + "/a/link") == 0)
        // A file that is younger than the clock's tick when it is read is not trusted to be unchanged.
        usleep(50_000)
    }

    static func write(_ bytes: [UInt8], _ root: String, _ name: [UInt8], modified: Int) throws {
        let path = (Array((root + "/").utf8) + name + [0]).map { CChar(bitPattern: $0) }
        let file = Descriptor(owning: open(path, O_RDWR | O_CREAT | O_TRUNC, 0o644))
        try bytes.withUnsafeBytes { try file.writeFully($0, at: 0) }
        let time = timespec(tv_sec: modified, tv_nsec: 123_456_789)
        #expect(futimens(file.number, [time, time]) == 0)
    }

    /// What `diff -r` and the modification times say: nothing where both trees are the same.
    static func differences(_ one: String, _ other: String) -> String {
        let script = """
            diff -r --no-dereference "$0" "$1" 2>&1
            list() { cd "$1" && find . \\( -type f -printf '%T@ %s %p\\n' \\) -o \\( -type d -printf 'd %p\\n' \\) -o -printf '%l %p\\n' | LC_ALL=C sort; }
            [ "$(list "$0")" = "$(list "$1")" ] || { list "$0"; list "$1"; } 2>&1
            """
        return Shell.run(script, one, other)
    }
}
