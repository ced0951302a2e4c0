import LockerBase
import Metadata
import Testing

/// What an account asks to keep of a library.
@Suite struct OwnRetentionTests {
    private let everything = OwnRetention(
        keepLast: 1, keepWithin: 2, keepHourly: 3, keepDaily: 4, keepWeekly: 5, keepMonthly: 6, keepYearly: 7)

    @Test(arguments: Implementation.allCases)
    func `it is of one library, stays with another name, and goes with the library`(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, library in
            let other = try store.libraries.ensure(named: "other", of: ada)
            try #expect(store.libraries.retention(of: library).isEmpty)
            try store.libraries.set(OwnRetention(keepLast: 9), of: library)
            try #expect(!store.libraries.anyKeepsWithin())
            try store.libraries.set(everything, of: library)
            try #expect(store.libraries.anyKeepsWithin())
            try #expect(store.libraries.retention(of: other).isEmpty)
            try store.libraries.rename(library, to: "renamed")
            try #expect(store.libraries.retention(of: library) == everything)
            try store.libraries.remove(library)
            try #expect(!store.libraries.anyKeepsWithin())
            #expect(lockerError { try store.libraries.retention(of: library) }?.code == .notFound)
            #expect(lockerError { try store.libraries.set(everything, of: library) }?.code == .notFound)
            try #expect(store.libraries.retention(of: store.libraries.ensure(named: "renamed", of: ada)).isEmpty)
        }
    }

    @Test(arguments: Implementation.allCases)
    func `nothing can be asked for again`(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            try store.libraries.set(everything, of: library)
            try store.libraries.set(OwnRetention(), of: library)
            try #expect(store.libraries.retention(of: library).isEmpty)
            let error = lockerError { try store.libraries.set(OwnRetention(keepDaily: 0), of: library) }
            #expect(error?.code == .invalidArgument)
            try #expect(store.libraries.retention(of: library).isEmpty)
        }
    }

    @Test func `numbers have bounds`() throws {
        let most = OwnRetention.maximumCount
        try OwnRetention(keepLast: most, keepWithin: OwnRetention.maximumSeconds, keepYearly: most).check()
        try OwnRetention().check()
        let wrong = [
            OwnRetention(keepLast: 0), OwnRetention(keepLast: most + 1), OwnRetention(keepWithin: 0),
            OwnRetention(keepWithin: OwnRetention.maximumSeconds + 1), OwnRetention(keepHourly: -1),
            OwnRetention(keepDaily: 0), OwnRetention(keepWeekly: most + 1), OwnRetention(keepMonthly: .max),
            OwnRetention(keepYearly: .min),
        ]
        for retention in wrong { #expect(lockerError { try retention.check() }?.code == .invalidArgument) }
    }
}
