import COpenSSL

/// What a client of OpenSubsonic sends for a password: the MD5 of it and of the salt, in hexadecimal.
func salted(_ password: String, _ salt: String) -> String {
    let bytes = Array((password + salt).utf8)
    var digest = [UInt8](repeating: 0, count: 16)
    precondition(EVP_Digest(bytes, bytes.count, &digest, nil, EVP_md5(), nil) == 1)
    let digits = Array("0123456789abcdef")
    return digest.reduce(into: "") { text, byte in
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
}
