import LockerBase
import POSIXSupport
import Testing

@Suite struct LockerErrorTests {
    @Test func anErrorInOtherWordsHasItsCodeOnceInTheLog() {
        let disk = LockerError(.dataLoss, "a record", cause: SystemError("read", on: "pack", number: 5))
        let told = LockerError(.dataLoss, "somebody's file", cause: disk)
        #expect(told.logText == disk.logText)
        #expect(told.logText.hasPrefix("DATA_LOSS: pack: "))
        #expect(LockerError(.internal, "x", cause: disk).logText == "INTERNAL: \(disk.logText)")
    }
}
