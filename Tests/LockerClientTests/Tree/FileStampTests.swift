import LockerSync
import Testing

@Suite struct FileStampTests {
    private let second: Int64 = 1_000_000_000

    private func stamp(modified: Int64, changed: Int64) -> FileStamp {
        FileStamp(size: 1, modified: modified, changed: changed, inode: 1)
    }

    @Test func `a stamp well older than the reading is settled`() {
        let moment = 1_000 * second
        #expect(stamp(modified: moment - second / 2, changed: moment - second / 2).isSettled(at: moment))
    }

    @Test func `a stamp within a clock tick of the reading, or after it, is not`() {
        let moment = 1_000 * second + 7
        for time in [moment - 1_000_000, moment, moment + 3600 * second] {
            #expect(!stamp(modified: time, changed: moment - 10 * second).isSettled(at: moment))
            #expect(!stamp(modified: moment - 10 * second, changed: time).isSettled(at: moment))
        }
    }

    @Test func `whole seconds may come from a clock of two seconds`() {
        let moment = 1_000 * second + 7
        #expect(!stamp(modified: 999 * second, changed: 999 * second).isSettled(at: moment))
        #expect(stamp(modified: 997 * second, changed: 997 * second).isSettled(at: moment))
    }
}
