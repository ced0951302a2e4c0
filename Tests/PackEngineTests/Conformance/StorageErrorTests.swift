import Glibc
import LockerBase
import LockerTestSupport
import POSIXSupport
import PackEngine
import Testing

/// What failures mean, and what a storage does with them.
struct StorageErrorTests {
    private static let name = StorageUnderTest.name

    @Test(
        arguments: [
            (ENOSPC, .noSpace), (EDQUOT, .noSpace), (ENOENT, .notFound), (EEXIST, .alreadyExists), (EACCES, .denied),
            (EPERM, .denied), (ENOLINK, .nowhere), (EISDIR, .noPack), (ELOOP, .noPack), (ENXIO, .noPack),
            (EIO, .unreadable), (EUCLEAN, .unreadable), (EBADMSG, .unreadable), (EMFILE, .busy), (ENFILE, .busy),
            (ENOMEM, .busy), (EROFS, .failed), (EFBIG, .failed), (EINVAL, .failed),
            // Who reads a pack says that it is newer, and no call.
            (EPROTONOSUPPORT, .failed),
        ] as [(Int32, StorageError.Kind)])
    func everyErrorOfTheSystemHasAMeaning(number: Int32, kind: StorageError.Kind) {
        let cause = SystemError("write", on: "data-0000000001.pack", number: number)
        let error = StorageError(cause)
        #expect(error.kind == kind && error.cause == cause && "\(error)" == "\(cause)")
    }

    /// A storage without errno of its own is understood as well.
    @Test(arguments: [(.noSpace, .noSpace), (.busy, .unavailable)] as [(StorageError.Kind, LockerError.Code)])
    func whatAFailureMeansDecidesWhateverItsNumberSays(kind: StorageError.Kind, code: LockerError.Code) throws {
        try withTemporaryDirectory { directory in
            let storage = RefusingStorage(base: SimulatedStorage(), kind: kind)
            try withStore(directory + "/s", storage: storage) { store in
                let error = failure { try store.store(TestRecord.some(1, seed: 181)) }
                #expect(error?.code == code)
            }
        }
    }

    @Test(arguments: ["pipe", "folder", "link"]) func aDirectoryTellsWhatIsNoPack(what: String) throws {
        try withTemporaryDirectory { directory in
            let storage = try DirectoryStorage(path: directory + "/packs")
            let path = directory + "/packs/" + StorageErrorTests.name.fileName
            switch what {
            case "pipe": mkfifo(path, 0o600)
            case "folder": mkdir(path, 0o700)
            default: symlink(directory + "/nowhere", path)
            }
            let expected: StorageError.Kind = what == "link" ? .nowhere : .noPack
            #expect(failureKind { try storage.open(StorageErrorTests.name) } == expected)
            #expect(failureKind { try storage.resume(StorageErrorTests.name) } != nil)
            // It is there, and no number for another pack.
            #expect(try storage.list() == [StorageErrorTests.name: 0])
            #expect(failureKind { try storage.create(StorageErrorTests.name) } == .alreadyExists)
        }
    }

    /// Each call of a disk that fails fails with what that means, and leaves what was there.
    @Test(arguments: [(EIO, .unreadable), (ENOSPC, .noSpace), (EMFILE, .busy)] as [(Int32, StorageError.Kind)])
    func aDiskThatFailsChangesNothing(number: Int32, kind: StorageError.Kind) throws {
        let disk = SimulatedStorage()
        try disk.put(StorageErrorTests.name, TestBytes(bytes: StorageUnderTest.old))
        let growing = try disk.create(StorageUnderTest.other)
        try growing.write(StorageUnderTest.new, at: 0)
        let sealed = try disk.open(StorageErrorTests.name)
        let calls: [(SimulatedStorage.Operation, () throws -> Void)] = [
            (.list, { _ = try disk.list() }), (.create, { _ = try disk.create(PackName(.data, 9)) }),
            (.open, { _ = try disk.open(StorageErrorTests.name) }), (.size, { _ = try sealed.size() }),
            (.read, { _ = try sealed.bytes(at: 0, count: 1) }), (.remove, { try disk.remove(StorageErrorTests.name) }),
            (.put, { try disk.put(StorageErrorTests.name, TestBytes(bytes: [])) }),
            (.write, { try growing.write([1], at: 0) }), (.reserve, { try growing.reserve(0..<9000) }),
            (.truncate, { try growing.truncate(to: 0) }), (.seal, { try growing.seal() }),
        ]
        for (operation, call) in calls {
            disk.fail(operation, with: number)
            #expect(failureKind(of: call) == kind, "\(operation)")
            #expect(try sealed.all() == StorageUnderTest.old && growing.all() == StorageUnderTest.new)
            #expect(try disk.list() == [StorageErrorTests.name: 5000, StorageUnderTest.other: 3000])
        }
        #expect(try disk.resume(StorageUnderTest.other).size() == 3000)
    }

    /// What a process that was killed left of a pack that it was putting goes, and is written to by nobody: it may be
    /// the link to a pack of another directory.
    @Test func aDirectoryClearsAwayWhatWasLeft() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/packs"
            let storage = try DirectoryStorage(path: path)
            try storage.put(StorageErrorTests.name, TestBytes(bytes: StorageUnderTest.old))
            let draft = path + "/" + StorageErrorTests.name.fileName + ".part"
            #expect(link(path + "/" + StorageErrorTests.name.fileName, draft) == 0)
            let elsewhere = try storage.open(StorageErrorTests.name)
            try storage.put(StorageErrorTests.name, TestBytes(bytes: StorageUnderTest.new))
            #expect(try elsewhere.all() == StorageUnderTest.old && access(draft, F_OK) != 0)
            _ = try makeFile(draft, [1, 2])
            let next = try DirectoryStorage(path: path)
            #expect(access(draft, F_OK) != 0 && failureKind { try next.list() } == nil)
            #expect(try next.list() == [StorageErrorTests.name: 3000])
        }
    }
}

/// Takes no packs, and says so in words of its own.
private struct RefusingStorage: PackStorage {
    let base: SimulatedStorage
    let kind: StorageError.Kind

    func create(_ name: PackName) throws(StorageError) -> any GrowingPack {
        throw StorageError(kind, SystemError("PUT", on: name.fileName, number: EPROTO))
    }

    func resume(_ name: PackName) throws(StorageError) -> any GrowingPack { try base.resume(name) }
    func put(_ name: PackName, _ bytes: any PackBytes) throws(StorageError) { try base.put(name, bytes) }
    func list() throws(StorageError) -> [PackName: Int] { try base.list() }
    func open(_ name: PackName) throws(StorageError) -> any StoredPack { try base.open(name) }
    func remove(_ name: PackName) throws(StorageError) { try base.remove(name) }
}
