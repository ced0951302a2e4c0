import Glibc
import LockerTestSupport
import POSIXSupport
import Testing

@Suite struct DescriptorTests {
    @Test func buffersAreWrittenOneBehindTheOther() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/file"
            let file = try Descriptor.open(path, O_RDWR | O_CREAT)
            let (first, second) = ([UInt8](repeating: 1, count: 64), [UInt8](repeating: 2, count: 100_000))
            try first.withUnsafeBytes { first in
                try second.withUnsafeBytes { try file.writeFully([first, $0], at: 10) }
            }
            #expect(try contents(of: path) == [UInt8](repeating: 0, count: 10) + first + second)
        }
    }

    /// More than the kernel takes at once, some of them empty.
    @Test func thousandsOfBuffersAreWritten() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/file"
            let file = try Descriptor.open(path, O_RDWR | O_CREAT)
            var random = SplitMix64(seed: 3)
            let bytes = random.bytes(60_000)
            var cuts = (0..<4_000).map { _ in Int.random(in: 0...bytes.count, using: &random) }
            cuts = [0] + cuts.sorted() + [bytes.count, bytes.count]
            try bytes.withUnsafeBytes { raw in
                let parts = zip(cuts, cuts.dropFirst()).map { UnsafeRawBufferPointer(rebasing: raw[$0..<$1]) }
                try file.writeFully(parts, at: 0)
            }
            #expect(try contents(of: path) == bytes)
        }
    }

    /// Begun in the middle of a page and ended in one; on a disk, and in memory, where nothing passes.
    @Test(arguments: [false, true])
    func whatPassesThroughThePageCacheIsWritten(inMemory: Bool) throws {
        try withTemporaryDirectory(inMemory: inMemory) { directory in
            let path = directory + "/file"
            let file = try Descriptor.open(path, O_RDWR | O_CREAT)
            var random = SplitMix64(seed: 4)
            var expected: [UInt8] = []
            for length in [5, 300_000, 4_091 + 8_192, 262_144, 1_000_000, 1, 524_288, 3_300_000] {
                let bytes = random.bytes(length)
                let cuts = [0] + (0..<20).map { _ in Int.random(in: 0...length, using: &random) }.sorted() + [length]
                try bytes.withUnsafeBytes { raw in
                    let parts = zip(cuts, cuts.dropFirst()).map { UnsafeRawBufferPointer(rebasing: raw[$0..<$1]) }
                    try file.writeFully(parts, at: expected.count, isPassing: true)
                }
                expected += bytes
                #expect(try contents(of: path) == expected)
            }
        }
    }

    /// Whole pages pass; what shares a page with others does not, nor does more than one system call should write.
    @Test func wholePagesPass() {
        let page = sysconf(Int32(_SC_PAGESIZE))
        let calls: [(left: Int, offset: Int)] = [
            (2 * page, 0), (2 * page + 7, 3 * page), (2 * page, 3 * page - 5), (page - 1, 0), (1 << 30, 0),
        ]
        let expected = [2 * page, 2 * page, 5, page - 1, 1 << 20]
        #expect(calls.map { Descriptor.nextPassing($0.left, at: $0.offset).limit } == expected)
        #expect(calls.map { Descriptor.nextPassing($0.left, at: $0.offset).flags } == [0x80, 0x80, 0, 0, 0x80])
    }

    @Test func aReadEndsWhereTheFileDoes() throws {
        try withTemporaryDirectory { directory in
            let file = try makeFile(directory + "/file", [1, 2, 3])
            var buffer = [UInt8](repeating: 9, count: 5)
            #expect(try buffer.withUnsafeMutableBytes { try file.readFully(into: $0, at: 1) } == 2)
            #expect(buffer == [2, 3, 9, 9, 9])
        }
    }

    @Test func aFailureNamesTheFileAndTheReason() {
        #expect(throws: SystemError("open", on: "/nowhere/at all", number: ENOENT)) {
            try Descriptor.open("/nowhere/at all", O_RDONLY)
        }
    }

    @Test func theLastReferenceCloses() throws {
        try withTemporaryDirectory { directory in
            var file: Descriptor? = try makeFile(directory + "/file", [])
            let number = try #require(file?.number)
            #expect(fcntl(number, F_GETFD) & FD_CLOEXEC != 0)
            file = nil
            #expect(file == nil && fcntl(number, F_GETFD) == -1)
        }
    }
}
