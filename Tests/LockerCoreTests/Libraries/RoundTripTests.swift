import Foundation
import LockerBase
import LockerCore
import LockerTestSupport
import Testing

@Suite struct RoundTripTests {
    @Test(arguments: [0, 1, 16_384, 262_144, 1_048_576, 3_333_333])
    func aFileComesBackBitForBit(size: Int) throws {
        try TestLocker.with { test in
            let caller = try test.caller("alice")
            let bytes = random(size, seed: UInt64(size))
            #expect(try test.put(["a/file.mp3": bytes], for: caller).revision == 1)
            #expect(try test.restored("a/file.mp3", of: caller) == bytes)
            let entry = try test.locker.listings.entries(
                in: "main", of: caller, revision: nil, under: nil, after: nil, limit: 0
            ).elements[0]
            #expect(entry.size == size && entry.modified == 1_341_100_800_123_456_789)
        }
    }

    @Test func aRangeIsThatPartOfTheFile() throws {
        try TestLocker.with { test in
            let caller = try test.caller("alice")
            let bytes = random(2_000_000, seed: 3)
            try test.put(["song": bytes], for: caller)
            let path = try EntryPath("song")
            for (offset, length) in [
                (0, 1), (65_000, 200_000), (1_999_999, 10), (2_000_000, 10), (5_000_000, 1), (7, 0),
            ] {
                let read = try test.locker.reader.read(
                    path, from: "main", revision: nil, of: caller, offset: UInt64(offset), length: length)
                #expect(read.bytes == Array(bytes.dropFirst(offset).prefix(length)), "\(offset), \(length)")
                #expect(read.entry.size == 2_000_000)
            }
            #expect(throws: LockerError.self) {
                try test.locker.reader.read(
                    path, from: "main", revision: nil, of: caller, offset: 0, length: 1 << 20 + 1)
            }
        }
    }

    @Test func whatIsSentInPiecesHasTheSameBlob() throws {
        try TestLocker.with { test in
            let caller = try test.caller("alice")
            let bytes = random(2_500_000, seed: 4)
            let session = try test.session(caller)
            let whole = try test.ingest(bytes, "whole", in: session)
            let upload = try test.locker.uploads.begin(at: try EntryPath("pieces"), modified: 5, in: session)
            for offset in stride(from: 0, to: bytes.count, by: 999_999) {
                let piece = Array(bytes[offset..<min(offset + 999_999, bytes.count)])
                let received = try piece.withUnsafeBytes {
                    try test.locker.uploads.write($0, at: UInt64(offset), to: upload, in: session)
                }
                #expect(received == offset + piece.count)
            }
            #expect(try test.locker.uploads.finish(upload, size: 2_500_000, in: session) == whole)
            _ = try test.locker.sessions.commit(session)
            #expect(try test.restored("pieces", of: caller) == bytes)
        }
    }

    @Test func anUploadOfAnotherLengthOrOutOfOrderIsRefused() throws {
        try TestLocker.with { test in
            let session = try test.session(try test.caller("alice"))
            let path = try EntryPath("x")
            let short = try test.locker.uploads.begin(at: path, modified: 0, in: session)
            #expect { try test.locker.uploads.finish(short, size: 1, in: session) } throws: {
                has(.invalidArgument)($0)
            }
            let gap = try test.locker.uploads.begin(at: path, modified: 0, in: session)
            #expect {
                try [1, 2, 3].withUnsafeBytes { try test.locker.uploads.write($0, at: 9, to: gap, in: session) }
            } throws: { has(.invalidArgument)($0) }
            #expect { try test.locker.uploads.finish(gap, size: 0, in: session) } throws: { has(.notFound)($0) }
            #expect(session.stagedCount == 0)
        }
    }

    @Test func equalContentIsStoredOnceWhoeverBringsIt() throws {
        try TestLocker.with { test in
            let bytes = random(1_500_000, seed: 6)
            try test.put(["one": bytes, "two": bytes], for: try test.caller("alice"))
            let before = try test.locker.census.statistics()
            try test.put(["three": bytes], for: try test.caller("bob"))
            let after = try test.locker.census.statistics()
            #expect(before.packs.kinds[.chunk] == after.packs.kinds[.chunk])
            #expect(after.packs.kinds[.chunk].rawBytes == bytes.count)
            #expect(after.totals.blobs == 1 && after.totals.logicalBytes == 3 * Int64(bytes.count))
            #expect(try test.restored("three", of: try test.caller("bob")) == bytes)
        }
    }

    @Test func everythingIsThereAfterACloseAndAfterALostIndex() throws {
        try withStore { directory, caller, bytes in
            for _ in 0..<2 {
                let test = try TestLocker.open(directory)
                #expect(try test.restored("song", of: try test.caller(caller)) == bytes)
                test.locker.close()
                try FileManager.default.removeItem(atPath: directory + "/store/index")
            }
        }
    }

    private func withStore(_ body: (String, String, [UInt8]) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            let bytes = random(700_000, seed: 8)
            let test = try TestLocker.open(directory)
            try test.put(["song": bytes], for: try test.caller("alice"))
            test.locker.close()
            try body(directory, "alice", bytes)
        }
    }
}
