/// Nodes of one list, each made when it is written: a page of songs is never there as nodes all at once.
package struct Nodes: Sendable {
    let count: Int
    private let make: @Sendable (Int) -> Node

    static let none = Nodes(count: 0) { _ in Node() }

    private init(count: Int, _ make: @escaping @Sendable (Int) -> Node) {
        self.count = count
        self.make = make
    }

    /// A node for each of `elements`.
    init<Element: Sendable>(_ elements: [Element], _ node: @escaping @Sendable (Element) -> Node) {
        self.init(count: elements.count) { index in node(elements[index]) }
    }

    subscript(index: Int) -> Node { make(index) }

    /// These and, behind them, others.
    func followed(by others: Nodes) -> Nodes {
        let (first, own) = (self, count)
        return Nodes(count: own + others.count) { index in index < own ? first[index] : others[index - own] }
    }
}
