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

    /// How the answer is to be written: by the document, the list of extensions is JSON where nothing is said.
    package var format: SubsonicFormat {
        if method == "getOpenSubsonicExtensions", parameters.first("f") == nil { return .json }
        return SubsonicFormat(parameters)
    }
}
