import LockerBase
import LockerTestSupport
import PackEngine
import Testing

struct QuarantineVersionTests {
    @Test func aNewerFileIsLeftAlone() throws {
        try withTemporaryDirectory { directory in
            let records = TestRecord.some(5, seed: 150)
            try withStore(directory + "/s") { try $0.store(records) }
            let newer = Array("locker-quarantine 2\nworse data-0000000001.pack 64\n".utf8)
            try makeFile(directory + "/s/quarantine", newer)
            let error = failure { try PackStore.open(directory: directory + "/s") }
            #expect(error?.code == .failedPrecondition)
            #expect(error?.message.contains("format 2") == true && error?.message.contains("format 1") == true)
            #expect(try contents(of: directory + "/s/quarantine") == newer)
            for text in ["locker-quarantine 1\n", "", "locker-quar", "locker-quarantine x\nbad\n"] {
                try makeFile(directory + "/s/quarantine", Array(text.utf8))
                try withStore(directory + "/s") { #expect($0.missing(records) == []) }
            }
        }
    }
}
