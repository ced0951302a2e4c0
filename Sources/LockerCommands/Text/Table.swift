/// Lines in columns, each as wide as its widest cell.
struct Table {
    private let right: Set<Int>
    private var rows: [[String]] = []

    /// - Parameter right: the columns whose cells stand to the right, as figures do.
    init(_ head: [String], right: Set<Int> = []) {
        self.right = right
        rows = [head]
    }

    mutating func add(_ row: [String]) {
        rows.append(row)
    }

    var text: String {
        let columns = rows[0].count
        let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            let cells = row.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                if right.contains(column) { return space + row[column] }
                return column == columns - 1 ? row[column] : row[column] + space
            }
            return cells.joined(separator: "  ")
        }
        return lines.joined(separator: "\n")
    }
}
