import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// Something else is in the place of a pack: it is a pack that cannot be opened, and nobody waits for it.
struct NoFileTests {
    @Test(arguments: ["pipe", "folder", "link"]) func itStopsNothing(what: String) throws {
        let records = TestRecord.some(300, seed: 170)
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            let path = try #require(try StoreFiles(directory + "/s").packs("data").first)
            let name = PackName(.data, 1)
            rename(path, directory + "/aside")
            switch what {
            case "pipe": mkfifo(path, 0o600)
            case "folder": mkdir(path, 0o700)
            default: symlink(directory + "/nowhere", path)
            }
            try withStore(directory + "/s") { store in
                try store.waitForIndex()
                let inside = try records.filter { try store.locator.locate(.chunk, $0.digest)?.pack == 1 }
                let outside = try records.filter { try store.locator.locate(.chunk, $0.digest)?.pack != 1 }
                #expect(!inside.isEmpty && store.missing(outside) == [])
                #expect(failure { try store.reader.readAll(.chunk, inside[0].digest) }?.code == .unavailable)
                var damaged = 0
                for pack in try store.verification.packsToVerify() {
                    damaged +=
                        try store.verification.verify(pack.name, .records, using: ReadContext()) { _ in }?.damaged ?? 0
                }
                #expect(damaged == 1 && store.health.findings.map(\.pack) == [name])
                #expect(store.health.findings.first?.reason.contains("put the pack back from a backup") == true)
            }
            remove(path)
            rename(directory + "/aside", path)
            try withStore(directory + "/s") { store in
                let found = try store.verification.verify(name, .records, using: ReadContext()) { _ in }
                #expect(found?.damaged == 0 && store.health.findings == [] && store.missing(records) == [])
            }
        }
    }
}
