import LockerBase
import POSIXSupport
import PackEngine

/// usage: small-records DIR COUNT LENGTH [TOGETHER]
///
/// Makes a store at DIR and stores so many records of so many bytes in it, so many (500) a call, each call durable; then
/// the same once more, to a store that was opened anew and knows them. Prints microseconds for each record.
StandardDescriptors.ensureOpen()
do {
    let numbers = CommandLine.arguments.dropFirst(2).map { Int($0) ?? 0 }
    guard (2...3).contains(numbers.count), numbers.allSatisfy({ $0 > 0 }) else {
        throw LockerError(.invalidArgument, "usage: small-records DIR COUNT LENGTH [TOGETHER]")
    }
    let records = SmallRecords(
        count: numbers[0], length: numbers[1], together: numbers.count > 2 ? numbers[2] : 500)
    for work in ["new", "known"] {
        let store = try PackStore.open(directory: CommandLine.arguments[1])
        let cost = try records.store(in: store)
        store.close()
        let figures = [
            ("cpu", cost.user + cost.system), ("user", cost.user), ("system", cost.system), ("wall", cost.wall),
        ]
        let text = figures.map { name, seconds in
            "\(name) \(Double(Int(seconds / Double(numbers[0]) * 1e9)) / 1000)"
        }
        print("\(work): \(text.joined(separator: "  ")) us a record")
    }
} catch {
    fatalError("\(error)")
}
