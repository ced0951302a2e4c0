import LockerBase
import Metadata
import Testing

/// A database and the plain model, which are asked the same.
struct Comparison {
    let seed: UInt64
    let database: any MetadataStore
    let model: any MetadataStore

    /// Asks both. Returns what both answer; nil where both refuse, with the same code.
    func ask<Answer: Equatable>(
        _ question: String, _ body: (any MetadataStore) throws -> Answer
    ) throws -> Answer? {
        let (one, other) = (try answer(of: database, body), try answer(of: model, body))
        #expect(one == other, "LOCKER_SEED=\(seed): \(question)")
        guard case .value(let value) = one, one == other else { return nil }
        return value
    }

    /// Tells both to do the same. Returns whether they did.
    @discardableResult
    func tell(_ order: String, _ body: (any MetadataStore) throws -> Void) throws -> Bool {
        try ask(order) { store in
            try body(store)
            return true
        } ?? false
    }

    private enum Outcome<Answer: Equatable>: Equatable {
        case value(Answer)
        case refusal(LockerError.Code)
    }

    private func answer<Answer>(
        of store: any MetadataStore, _ body: (any MetadataStore) throws -> Answer
    ) throws -> Outcome<Answer> {
        do {
            return .value(try body(store))
        } catch let error as LockerError {
            return .refusal(error.code)
        }
    }
}
