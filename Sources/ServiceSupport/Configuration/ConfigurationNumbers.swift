/// The numbers in a configuration file, to be held against what each may be.
struct ConfigurationNumbers: Decodable {
    /// A number that its key may not have.
    struct OutOfRange: Error {
        let key: String
        let value: String
        let range: ConfigurationRange
    }

    private var outOfRange: OutOfRange?

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ConfigurationKey.self)
        for (path, range) in (decoder.shape?.ranges ?? [:]).sorted(by: { $0.key < $1.key }) {
            let names = path.split(separator: ".").map { ConfigurationKey(stringValue: String($0)) }
            guard let name = names.last else { continue }
            let group =
                names.count == 1
                ? container : try? container.nestedContainer(keyedBy: ConfigurationKey.self, forKey: names[0])
            guard let group, group.contains(name) else { continue }
            check(path, range, group, name)
        }
    }

    private mutating func check(
        _ path: String, _ range: ConfigurationRange, _ group: KeyedDecodingContainer<ConfigurationKey>,
        _ name: ConfigurationKey
    ) {
        let numbers: [Double]
        do {
            if var list = try? group.nestedUnkeyedContainer(forKey: name) {
                var found: [Double] = []
                while !list.isAtEnd { found.append(try list.decode(Double.self)) }
                numbers = found
            } else {
                numbers = [try group.decodeIfPresent(Double.self, forKey: name)].compactMap(\.self)
            }
        } catch DecodingError.dataCorrupted {
            // A number that no type can hold. What is no number at all is somebody else's to tell.
            outOfRange = outOfRange ?? OutOfRange(key: path, value: "beyond what can be counted", range: range)
            return
        } catch {
            return
        }
        if let number = numbers.first(where: { !range.contains($0) }) {
            let value = Int64(exactly: number).map { "\($0)" } ?? "\(number)"
            outOfRange = outOfRange ?? OutOfRange(key: path, value: value, range: range)
        }
    }

    func check() throws(OutOfRange) {
        if let outOfRange { throw outOfRange }
    }
}
