/// A call as it came.
package struct SubsonicRequest: Sendable {
    /// Its name, as in `getAlbum`.
    package let method: String
    package let parameters: SubsonicParameters

    /// - Parameter name: what stands behind `/rest/` in the path, with or without `.view`.
    package init(_ name: String, _ parameters: SubsonicParameters) {
        method = name.hasSuffix(".view") ? String(name.dropLast(5)) : name
        self.parameters = parameters
    }

    /// How the answer is to be written.
    package var format: SubsonicFormat { SubsonicFormat(parameters) }
}
