import LockerTestSupport
import Metadata
import Testing

@Suite struct SequenceTests {
    @Test func recordNumbersGoOnAfterAReopeningAndInACopyFarBehind() throws {
        try withTemporaryDirectory { folder in
            let database = folder + "/metadata.sqlite"
            do {
                let store = try SQLiteMetadata(path: database)
                try #expect(store.sequence.upcoming == 1)
                try #expect(store.sequence.next(1000) == 1)
                try #expect(store.sequence.next(10) == 1001)
                try store.copy(to: folder + "/copy.sqlite")
            }
            // A block of 1,000 was reserved for the ten; what is left of it is left out.
            try #expect(SQLiteMetadata(path: database).sequence.next(1) == 2001)
            let copied = try SQLiteMetadata(path: folder + "/copy.sqlite").sequence.next(1)
            #expect(copied > 1_000_000_000)
        }
    }

    /// One write for a thousand numbers.
    @Test func numbersAreReservedBlockByBlock() throws {
        try withTemporaryDirectory { folder in
            let store = try SQLiteMetadata(path: folder + "/metadata.sqlite")
            try #expect(store.sequence.next(1) == 1)
            let before = store.statements
            for number in 2...1000 { try #expect(store.sequence.next(1) == Int64(number)) }
            #expect(store.statements == before)
            try #expect(store.sequence.next(1) == 1001)
            #expect(store.statements > before)
        }
    }
}
