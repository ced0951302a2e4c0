/// Numbers of rows as one value of a statement: a list that `json_each` takes apart again, in its order.
enum RowList {
    static func text(_ rows: [Int64]) -> String { "[" + rows.map { String($0) }.joined(separator: ",") + "]" }

    static func text(_ places: [Int]) -> String { text(places.map { Int64($0) }) }
}
