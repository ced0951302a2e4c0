/// Metrics as text, in version 0.0.4 of Prometheus' text format
/// (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format).
public struct Exposition {
    /// What has been written, lines that end with a line feed.
    public private(set) var text = ""

    /// Without a metric.
    public init() {}

    /// What the format says of how a metric moves.
    public enum Kind: String {
        case counter
        case gauge
    }

    /// Name and value of a label. A value may be any text; the name is one of `[a-zA-Z_][a-zA-Z0-9_]*`.
    public typealias Label = (name: String, value: String)

    /// Writes a metric with its samples, one for each combination of labels.
    ///
    /// - Parameters:
    ///   - name: with its unit last; a counter's ends with `_total`.
    ///   - help: one sentence for people.
    public mutating func add(
        _ name: String, _ kind: Kind, _ help: String, _ samples: [(labels: [Label], value: Double)]
    ) {
        begin(name, kind.rawValue, help)
        for sample in samples { line(name, sample.labels, sample.value) }
    }

    /// Writes a metric of one sample.
    public mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        add(name, kind, help, [([], value)])
    }

    /// Writes a histogram, or several that differ in their labels.
    public mutating func add(
        _ name: String, _ help: String, _ histograms: [(labels: [Label], histogram: Histogram)]
    ) {
        begin(name, "histogram", help)
        for (labels, histogram) in histograms {
            let observed = histogram.snapshot()
            let bounds = histogram.bounds + [.infinity]
            for (bound, count) in zip(bounds, observed.cumulative) {
                line(name + "_bucket", labels + [("le", Exposition.number(bound))], Double(count))
            }
            line(name + "_sum", labels, observed.seconds)
            line(name + "_count", labels, Double(observed.cumulative.last ?? 0))
        }
    }

    private mutating func begin(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(Exposition.escaped(help, quotes: false))\n# TYPE \(name) \(type)\n"
    }

    private mutating func line(_ name: String, _ labels: [Label], _ value: Double) {
        text += name
        if !labels.isEmpty {
            let pairs = labels.map { "\($0.name)=\"\(Exposition.escaped($0.value, quotes: true))\"" }
            text += "{\(pairs.joined(separator: ","))}"
        }
        text += " \(Exposition.number(value))\n"
    }

    /// Backslashes and line feeds are escaped everywhere, quotation marks in the values of labels.
    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// `value` as Go's ParseFloat reads it; whole numbers without a fraction.
    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        // Up to here every whole number is a Double of its own.
        if value == value.rounded(), abs(value) < 9_007_199_254_740_992 { return "\(Int(value))" }
        return "\(value)"
    }
}
