import HTTPTypes
import LockerGateway
import Testing

/// The cookie of a session, and by what way a browser comes.
@Suite struct SessionCookieTests {
    private func secret(_ values: [String], isSecure: Bool) -> String? {
        var fields = HTTPFields()
        for value in values { fields.append(HTTPField(name: .cookie, value: value)) }
        return SessionCookie(isSecure: isSecure).secret(in: fields)
    }

    @Test func `it is found by its name`() {
        #expect(secret(["__Host-locker=lk_a"], isSecure: true) == "lk_a")
        #expect(secret(["a=b; __Host-locker=lk_a; c=d"], isSecure: true) == "lk_a")
        #expect(secret(["a=b", "__Host-locker=lk_a"], isSecure: true) == "lk_a")
        #expect(secret(["locker=lk_a"], isSecure: false) == "lk_a")
        #expect(secret(["x-locker=lk_b; locker=lk_a"], isSecure: false) == "lk_a")
    }

    @Test func `what another host or plain HTTP may have set is none over TLS`() {
        #expect(secret(["locker=lk_a"], isSecure: true) == nil)
        #expect(secret(["__Host-locker=lk_a"], isSecure: false) == nil)
        #expect(secret(["__host-locker=lk_a"], isSecure: true) == nil)
        #expect(secret([], isSecure: true) == nil && secret([""], isSecure: true) == nil)
        #expect(secret(["locker=" + String(repeating: "x", count: 9000)], isSecure: false) == nil)
    }

    @Test func `no script reads it, and no other site has it sent`() {
        let secure = SessionCookie(isSecure: true).keeping("lk_a", seconds: 60)
        #expect(secure == "__Host-locker=lk_a; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure")
        let plain = SessionCookie(isSecure: false).keeping("lk_a", seconds: 60)
        #expect(plain == "locker=lk_a; Path=/; Max-Age=60; HttpOnly; SameSite=Strict")
        #expect(SessionCookie(isSecure: true).forgetting.hasPrefix("__Host-locker=; Path=/; Max-Age=0;"))
    }

    @Test func `the gateway's own TLS counts, and the word of a proxy that is believed`() throws {
        let name = try #require(HTTPField.Name("X-Forwarded-Proto"))
        func isSecure(_ peer: String?, _ said: String?, hasTLS: Bool = false) -> Bool {
            var fields = HTTPFields()
            fields[name] = said
            return ClientScheme.isSecure(peer: peer, fields, proxies: ["127.0.0.1"], hasTLS: hasTLS)
        }
        #expect(isSecure("203.0.113.9", nil, hasTLS: true))
        #expect(isSecure("127.0.0.1", "https") && isSecure(nil, "https") && isSecure(nil, "http, HTTPS"))
        #expect(!isSecure("203.0.113.9", "https"))
        #expect(!isSecure("127.0.0.1", nil) && !isSecure("127.0.0.1", "http") && !isSecure(nil, "https, http"))
    }

    @Test func `a browser is called by what people know it as`() {
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
        let chrome = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1"
        #expect(BrowserName.of(firefox) == "Firefox on Linux")
        #expect(BrowserName.of(chrome) == "Chrome on Android")
        #expect(BrowserName.of(safari) == "Safari on iPhone")
        #expect(BrowserName.of("curl/8.5.0") == "Browser" && BrowserName.of(nil) == "Browser")
    }
}
