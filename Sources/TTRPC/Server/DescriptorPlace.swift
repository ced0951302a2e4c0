/// Holds the places of descriptors until the last reference to it goes, which is after they are closed.
final class DescriptorPlace: Sendable {
    private let count: Int
    private let principal: Principal
    private let budget: FairBudget

    /// Takes over what has been acquired.
    init(_ count: Int, _ principal: Principal, _ budget: FairBudget) {
        self.count = count
        self.principal = principal
        self.budget = budget
    }

    deinit {
        budget.release(count, for: principal)
    }
}
