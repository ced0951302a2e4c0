import Glibc
import LockerBase
import LockerTestSupport
import MediaConversion
import POSIXSupport
import Testing

/// Files that can be made again.
@Suite struct DerivedFilesTests {
    private func name(_ number: UInt8) -> Digest { SHA256.digest(of: [number]) }

    private func put(_ number: UInt8, _ count: Int, in files: DerivedFiles) throws {
        let draft = try files.begin(for: "alice")
        let bytes = [UInt8](repeating: number, count: count)
        let written = bytes.withUnsafeBytes { pwrite(draft.descriptor.number, $0.baseAddress, $0.count, 0) }
        try #require(written == count)
        try files.keep(draft, as: name(number), size: count)
    }

    @Test func `what is kept is there at the next start, and what was not finished is gone`() throws {
        try withTemporaryDirectory { folder in
            let path = folder + "/derived"
            let files = try DerivedFiles(folder: path, limit: 10_000)
            try put(1, 100, in: files)
            // As a gateway leaves it that was killed.
            try makeFile(path + "/draft-77", [1, 2, 3])
            let again = try DerivedFiles(folder: path, limit: 10_000)
            #expect(again.bytes == 100 && again.open(name(1))?.size == 100 && again.open(name(2)) == nil)
            #expect(access(path + "/draft-77", F_OK) != 0)
        }
    }

    @Test func `those go first that nobody has asked for`() throws {
        try withTemporaryDirectory { folder in
            let files = try DerivedFiles(folder: folder + "/derived", limit: 1000)
            for number in 1...4 { try put(UInt8(number), 240, in: files) }
            let first = try #require(files.open(name(1)))
            try put(5, 240, in: files)
            #expect(files.bytes <= 1000)
            #expect(files.open(name(1)) != nil && files.open(name(2)) == nil && files.open(name(5)) != nil)
            // Who reads one that goes reads on.
            for number in 6...12 { try put(UInt8(number), 240, in: files) }
            #expect(files.open(name(1)) == nil)
            #expect(try first.descriptor.status().st_size == 240)
        }
    }

    @Test func `what somebody has taken away is not there`() throws {
        try withTemporaryDirectory { folder in
            let path = folder + "/derived"
            let files = try DerivedFiles(folder: path, limit: 1000)
            try put(1, 100, in: files)
            unlink(path + "/" + name(1).hex)
            #expect(files.open(name(1)) == nil && files.bytes == 0)
        }
    }

    @Test func `what is kept makes way for what is being made`() throws {
        try withTemporaryDirectory { folder in
            let files = try DerivedFiles(folder: folder + "/derived", limit: 1000)
            for number in 1...3 { try put(UInt8(number), 240, in: files) }
            do {
                let draft = try files.begin(for: "alice")
                try draft.reserve(300)
                try draft.reserve(500)
                #expect(files.draftBytes == 500 && files.bytes + files.draftBytes <= 1000)
                #expect(files.open(name(1)) == nil && files.open(name(3)) != nil)
                let other = try files.begin(for: "bob")
                let error = #expect(throws: LockerError.self) { try other.reserve(501) }
                #expect(error?.code == .tooMany)
                try other.reserve(500)
                #expect(files.draftBytes == 1000 && files.bytes == 0)
                withExtendedLifetime((draft, other)) {}
            }
            #expect(files.draftBytes == 0)
            try put(4, 240, in: files)
            #expect(files.open(name(4)) != nil)
        }
    }

    @Test func `what was kept has the room of its draft and no more`() throws {
        try withTemporaryDirectory { folder in
            let files = try DerivedFiles(folder: folder + "/derived", limit: 1000)
            let draft = try files.begin(for: "alice")
            try draft.reserve(700)
            try files.keep(draft, as: name(1), size: 100)
            #expect(files.bytes == 100 && files.draftBytes == 0)
        }
    }

    @Test func `nobody has all of the room`() throws {
        try withTemporaryDirectory { folder in
            let files = try DerivedFiles(folder: folder + "/derived", limit: 1000)
            let (first, second) = (try files.begin(for: "alice"), try files.begin(for: "alice"))
            try first.reserve(500)
            let error = #expect(throws: LockerError.self) { try second.reserve(251) }
            #expect(error?.code == .tooMany)
            try second.reserve(250)
            let other = try files.begin(for: "bob")
            try other.reserve(250)
            #expect(files.draftBytes == 1000)
            withExtendedLifetime((first, second, other)) {}
        }
    }
}
