/// Chunks and metadata go to packs of their own, so that recipes and commits can be read sequentially without
/// passing over the bytes of the music. The raw value is the one on disk.
public enum PackClass: UInt8, Sendable, CaseIterable {
    /// Chunks.
    case data = 1
    /// Recipes and commits.
    case metadata = 2

    /// The first part of the file names of this class.
    var prefix: String {
        self == .data ? "data" : "meta"
    }
}

/// One value for each class of pack.
public struct PerClass<Value> {
    private var data: Value
    private var metadata: Value

    init(_ value: Value) {
        data = value
        metadata = value
    }

    /// The value for packs of this class.
    public internal(set) subscript(packClass: PackClass) -> Value {
        get { packClass == .data ? data : metadata }
        set {
            if packClass == .data { data = newValue } else { metadata = newValue }
        }
    }
}

extension PerClass: Sendable where Value: Sendable {}
extension PerClass: Equatable where Value: Equatable {}
extension PerClass: Hashable where Value: Hashable {}

extension PerClass where Value: Equatable {
    func contains(_ value: Value) -> Bool {
        PackClass.allCases.contains { self[$0] == value }
    }
}
