import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// A sealed pack whose file goes while the store has it open: what is open may be all that is left of it.
struct GonePackTests {
    private let records = TestRecord.some(60, seed: 310, upTo: 900)

    /// Hands a store whose packs are open to `body`, with the path of one that goes, and its bytes.
    private func withGone(_ body: (PackStore, String, [UInt8]) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/s"
            try withStore(path) { try $0.store(records) }
            let pack = try #require(try StoreFiles(path).packs("data").first)
            let bytes = try contents(of: pack)
            try withStore(path) { store in
                try store.waitForIndex()
                #expect(store.missing(records) == [])
                #expect(unlink(pack) == 0)
                try body(store, pack, bytes)
            }
            try withStore(path) { #expect($0.missing(records) == []) }
        }
    }

    @Test func itIsWrittenAnew() throws {
        try withGone { store, pack, bytes in
            try #expect(store.verification.packsToVerify().contains { $0.size == bytes.count })
            try #expect(contents(of: pack) == bytes)
            #expect(store.health.findings == [] && store.missing(records) == [])
        }
    }

    /// The disk takes nothing. Who has the pack open reads it, and nothing is forgotten.
    @Test func whereItCannotBeItIsCountedOn() throws {
        try withGone { store, pack, bytes in
            #expect(mkdir(pack + ".part", 0o755) == 0)
            _ = try store.verification.packsToVerify()
            #expect(store.health.findings.count == 1 && store.missing(records) == [])
            try store.health.forgetLost(try store.health.lostRecords())
            #expect(store.health.findings.count == 1 && store.missing(records) == [])
            #expect(rmdir(pack + ".part") == 0)
            for pack in try store.verification.packsToVerify() {
                _ = try store.verification.verify(pack.name, .records, using: ReadContext()) { _ in }
            }
            try #expect(contents(of: pack) == bytes)
            #expect(store.health.findings == [] && store.missing(records) == [])
        }
    }

    /// Nothing is acknowledged that only a file without a name has, and what was before is in one with a name again.
    @Test func whatFollowsInOneThatIsWrittenIsRefused() throws {
        let more = TestRecord.some(60, seed: 311, upTo: 900)
        for isReplaced in [false, true] {
            try withTemporaryDirectory { directory in
                let path = directory + "/s"
                try withStore(path) { store in
                    try store.store(records)
                    let pack = try #require(try StoreFiles(path).packs("data").first)
                    #expect(unlink(pack) == 0)
                    if isReplaced { close(creat(pack, 0o600)) }
                    #expect { try store.store(more) } throws: { ($0 as? LockerError)?.code == .unavailable }
                    store.waitUntilIdle()
                    try store.store(more)
                    #expect(store.missing(records) == [] && store.missing(more) == [] && store.health.findings == [])
                }
                try withStore(path) { #expect($0.missing(records) == [] && $0.missing(more) == []) }
            }
        }
    }

    /// At a stop too, with nothing left to sync.
    @Test func oneThatIsWrittenIsThereAfterAStop() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/s"
            try withStore(path) { store in
                try store.store(records)
                let pack = try #require(try StoreFiles(path).packs("data").first)
                #expect(unlink(pack) == 0)
            }
            try withStore(path) { #expect($0.missing(records) == []) }
        }
    }

    /// One that is still written is ended, and has its file again.
    @Test func oneThatIsWrittenIsEnded() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/s"
            try withStore(path) { store in
                try store.store(records)
                let pack = try #require(try StoreFiles(path).packs("data").first)
                #expect(unlink(pack) == 0)
                _ = try store.verification.packsToVerify()
                #expect(store.health.findings == [] && store.missing(records) == [])
                #expect(access(pack, R_OK) == 0)
            }
            try withStore(path) { #expect($0.missing(records) == []) }
        }
    }
}
