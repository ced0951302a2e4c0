import LockerCore
import Testing

@Suite struct ReadinessTests {
    private func readiness(
        isStopping: Bool = false, refusesChanges: Bool = false, free: Double? = 1e12, isReadOnly: Bool = false,
        isRebuilding: Bool = false
    ) -> Readiness {
        Readiness(
            isStopping: isStopping, refusesChanges: refusesChanges,
            room: free.map { DiskRoom(free: $0, size: 1e12, isReadOnly: isReadOnly) }, isRebuilding: isRebuilding)
    }

    @Test func theGravestIsTold() {
        #expect(readiness() == .serving)
        #expect(readiness(free: nil) == .serving)
        #expect(readiness(isRebuilding: true) == .rebuilding)
        #expect(readiness(free: Readiness.leastRoom - 1, isRebuilding: true) == .readOnly(.fullDisk))
        #expect(readiness(free: 0, isReadOnly: true) == .readOnly(.readOnlyFileSystem))
        #expect(readiness(refusesChanges: true, free: 0) == .readOnly(.rebuild))
        #expect(readiness(isStopping: true, refusesChanges: true, free: 0) == .stopping)
    }

    @Test func aLockerThatClosesSaysSo() throws {
        try TestLocker.with { test in
            #expect(test.locker.readiness == .serving)
            test.locker.prepareToClose()
            #expect(test.locker.readiness == .stopping)
        }
    }
}
