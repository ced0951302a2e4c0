import Glibc
import HTTPContent
import LockerBase
import LockerTestSupport
import POSIXSupport
import Testing

/// What other programs make of an archive.
@Suite struct ZIPReadersTests {
    /// Names, sizes, times, permission bits and content, each line for an entry, behind one of what is damaged.
    private static let listing = """
        import hashlib, struct, sys, zipfile
        archive = zipfile.ZipFile(sys.argv[1])
        print(archive.testzip())
        for info in archive.infolist():
            extra, stamp = info.extra, None
            while extra:
                kind, size = struct.unpack("<HH", extra[:4])
                if kind == 0x5455:
                    stamp = struct.unpack("<Bi", extra[4:9])[1]
                extra = extra[4 + size:]
            print(info.filename.encode().hex(), info.file_size, "%d-%02d-%02d %02d:%02d:%02d" % info.date_time,
                  "%o" % (info.external_attr >> 16), stamp, hashlib.sha256(archive.read(info)).hexdigest())
        """

    @Test func pythonReadsWhatIsWritten() throws {
        let large = (0..<100_000).map { UInt8($0 % 251) }
        let contents: [[UInt8]] = [Array("Hello".utf8), [], large, [], Array("../x".utf8)]
        let layout = try ZIPLayout([
            ZIPEntry(try EntryPath("a.txt"), size: 5, modified: 1_715_000_001, mode: 0o644),
            ZIPEntry(try EntryPath("Björk"), .folder, modified: 1_715_000_000, mode: 0o755),
            ZIPEntry(try EntryPath("Björk/01 日本.flac"), size: 100_000, modified: 4_102_444_800, mode: 0o100600),
            ZIPEntry(try EntryPath("empty"), modified: -86_400, mode: 0o444),
            ZIPEntry(try EntryPath("link"), .link, size: 4, modified: 1_715_000_000, mode: 0o777),
        ])
        let lines = try read(layout, contents)
        let names = ["a.txt", "Björk/", "Björk/01 日本.flac", "empty", "link"].map { Array($0.utf8).hexText }
        let digests = contents.map { SHA256.digest(of: $0).hex }
        let expected = [
            "None",
            "\(names[0]) 5 2024-05-06 12:53:20 100644 1715000001 \(digests[0])",
            "\(names[1]) 0 2024-05-06 12:53:20 40755 1715000000 \(digests[1])",
            "\(names[2]) 100000 2100-01-01 00:00:00 100600 None \(digests[2])",
            "\(names[3]) 0 1980-01-01 00:00:00 100444 -86400 \(digests[3])",
            "\(names[4]) 4 2024-05-06 12:53:20 120777 1715000000 \(digests[4])",
        ]
        #expect(lines == expected)
    }

    /// Names that are not UTF-8, and those that would leave the folder on another system.
    @Test(
        arguments: [
            ([0x61, 0xFF, 0xFE, 0xC3, 0xB6], "a%FF%FEö"), (Array("a\\b".utf8), "a\\b"),
            (Array("..\\..\\x".utf8), ".._.._x"), (Array("a/..\\x".utf8), "a/.._x"), (Array("\\x".utf8), "_x"),
            (Array("C:\\x".utf8), "C__x"), (Array("a\nb".utf8), "a\nb"), (Array("Live: 1".utf8), "Live: 1"),
        ] as [([UInt8], String)])
    func namesAreOfUseEverywhere(name: [UInt8], shown: String) throws {
        let layout = try ZIPLayout([ZIPEntry(try EntryPath(name), size: 1, modified: 0, mode: 0o644)])
        let lines = try read(layout, [[1]])
        #expect(lines.last?.hasPrefix(Array(shown.utf8).hexText + " 1 ") == true)
    }

    @Test func moreEntriesThan16BitsCount() throws {
        let count = 70_000
        let layout = try ZIPLayout(
            try (0..<count).map { ZIPEntry(try EntryPath("\($0)"), modified: 0, mode: 0o644) })
        let script = """
            import sys, zipfile
            names = zipfile.ZipFile(sys.argv[1]).namelist()
            print(len(names), names[0], names[-1])
            """
        #expect(try read(layout, [], by: script) == ["70000 0 69999"])
    }

    @Test(arguments: [65_534, 65_535, 65_536])
    func aroundThatMany(count: Int) throws {
        let layout = try ZIPLayout(
            try (0..<count).map { ZIPEntry(try EntryPath("\($0)"), modified: 0, mode: 0o644) })
        let script = "import sys, zipfile; print(len(zipfile.ZipFile(sys.argv[1]).namelist()))"
        #expect(try read(layout, [], by: script) == ["\(count)"])
    }

    /// More than 4 GiB of zeros, as a hole in the file, and behind them what takes an offset of 64 bits.
    @Test func sizesAndOffsetsOf64Bits() throws {
        let size: UInt64 = (4 << 30) + 10
        let layout = try ZIPLayout([
            ZIPEntry(try EntryPath("large"), size: size, modified: 0, mode: 0o644),
            ZIPEntry(try EntryPath("small"), size: 3, modified: 0, mode: 0o644),
        ])
        try withTemporaryDirectory { folder in
            let file = try Descriptor.open(folder + "/a.zip", O_RDWR | O_CREAT | O_TRUNC)
            let written = try ZIPReadersTests.writeWithHoles(layout, to: file)
            #expect(written == layout.length)
            let script = """
                import sys, zipfile
                archive = zipfile.ZipFile(sys.argv[1])
                for info in archive.infolist():
                    print(info.filename, info.file_size, info.header_offset, archive.open(info).read(3).hex())
                """
            let lines = try Python.run(script, [folder + "/a.zip"])
            #expect(lines == ["large \(size) 0 000000", "small 3 \(size + 64 + 24) 010101"])
        }
    }

    /// With permission bits and times, those between two steps of MS-DOS among them.
    @Test(.enabled(if: access("/usr/bin/unzip", X_OK) == 0)) func unzipMakesTheFiles() throws {
        let layout = try ZIPLayout([
            ZIPEntry(try EntryPath("Björk"), .folder, modified: 1_715_000_000, mode: 0o750),
            ZIPEntry(try EntryPath("Björk/a"), size: 3, modified: 1_715_000_001, mode: 0o640),
        ])
        try withTemporaryDirectory { folder in
            try makeFile(folder + "/a.zip", Archive.bytes(layout, [[], [1, 2, 3]]))
            _ = try Python.output(of: "/usr/bin/unzip", ["-q", folder + "/a.zip", "-d", folder])
            try #expect(contents(of: folder + "/Björk/a") == [1, 2, 3])
            let status = try Descriptor.open(folder + "/Björk/a", O_RDONLY).status()
            #expect(status.st_mode & 0o777 == 0o640)
            #expect(status.st_mtim.tv_sec == 1_715_000_001)
        }
    }

    /// What a script prints of an archive, which is as long as was said.
    private func read(
        _ layout: ZIPLayout, _ contents: [[UInt8]], by script: String = ZIPReadersTests.listing
    ) throws -> [String] {
        let bytes = try Archive.bytes(layout, contents)
        #expect(UInt64(bytes.count) == layout.length)
        return try withTemporaryDirectory { folder in
            try makeFile(folder + "/a.zip", bytes)
            return try Python.run(script, [folder + "/a.zip"])
        }
    }

    /// Contents of zeros where they are longer than a page, else of ones. Returns the length.
    private static func writeWithHoles(_ layout: ZIPLayout, to file: Descriptor) throws -> UInt64 {
        var writer = ZIPWriter(layout)
        var offset = 0
        while let piece = try writer.next() {
            switch piece {
            case .literal(let bytes):
                try bytes.withUnsafeBytes { try file.writeFully($0, at: offset) }
                offset += bytes.count
            case .content(let index):
                let size = Int(layout.entries[index].size)
                let isHole = size > 4_096
                let zeros = [UInt8](repeating: isHole ? 0 : 1, count: min(size, 1 << 20))
                if !isHole { try zeros.withUnsafeBytes { try file.writeFully($0, at: offset) } }
                var left = size
                while left > 0 {
                    let count = min(left, zeros.count)
                    zeros.prefix(count).withUnsafeBytes { writer.add($0) }
                    left -= count
                }
                offset += size
            }
        }
        return UInt64(offset)
    }
}
