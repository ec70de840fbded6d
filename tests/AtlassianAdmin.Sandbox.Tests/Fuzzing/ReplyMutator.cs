using System.Text;

namespace AtlassianAdmin.Sandbox.Tests.Fuzzing;

/// <summary>Makes another reply of a true one: its values, its bytes, its head, or the way it is sent.</summary>
/// <param name="random">Draws what is changed.</param>
/// <param name="world">Who else there is.</param>
/// <param name="key">The key that a server may echo.</param>
internal sealed class ReplyMutator(Random random, FuzzWorld world, string key)
{
    private static readonly int[] Statuses =
    [
        100, 101, 102, 200, 201, 202, 204, 205, 206, 207, 226, 299, 300, 301, 302, 303, 304, 307, 308, 400, 401, 402, 403, 404, 404, 405, 407, 408, 409, 410, 412, 413, 415, 418, 422, 423, 428, 429, 429, 429, 431, 451,
        500, 501, 502, 503, 503, 504, 505, 511, 520, 599, 999,
    ];

    private static readonly string[] StatusLines =
    [
        "HTTP/1.0 200 OK", "HTTP/9.9 200 OK", "HTTP/1.1 20 OK", "HTTP/1.1 2000 OK", "HTTP/1.1 abc OK", "HTTP/1.1 200", "HTTP/1.1  200 OK", "ICY 200 OK", "", "{\"data\":[]}", "220 mail.example ESMTP", "HTTP/1.1 -200 OK",
        "HTTP/1.1 200 \u001b[2J\u0007", "HTTP/1.1 000 Zero", "@key@", "HTTP/1.1 @key@",
    ];

    private static readonly string[] Pauses =
    [
        "0", "1", "-1", "120", "86400", "86401", "999999999", "2147483648", "99999999999999999999", "1.5", "soon", "", "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT",
        "2026-06-05T06:00Z", "1, 2",
    ];

    private static readonly string[] Numbers = ["0", "1", "-1", "10", "1000000", "9223372036854775807", "99999999999999999999", "1e3", "x", "", "0x10", "1.5", "١"];

    private static readonly string[] Resets =
    [
        "0", "1", "-5", "60", "86400", "999999999", "1000000000", "9999999999", "99999999999", "9999999999999", "9223372036854775807", "2026-06-05T06:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "4.2", "10:00", "", "Fri, 31 Dec 9999 23:59:59 GMT",
    ];

    private static readonly string[] Dates = ["Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "yesterday", "", "Sun, 22 Nov 2026 10:00:00 +1400"];

    private static readonly string[] Types = ["text/html", "text/plain; charset=utf-16", "application/json; charset=nonsense", ";;;", "", "application/octet-stream", "multipart/mixed", "image/png\u0007"];

    private static readonly string[] Bodies =
    [
        "", "null", "[]", "{}", "\"text\"", "0", "true", " ", "{", "[", "\u0000", "<html><title>Sign in</title>", "<?xml version=\"1.0\"?>", "no JSON at all", "{\"data\":null}", "{\"data\":{}}", "{\"data\":[null]}", "[null]", "[[]]",
        "{\"key\":\"forbidden.action\",\"context\":{\"reason\":{\"key\":\"externalDirectory.scim\"}}}", "{\"key\":5,\"context\":[]}", "{\"key\":\"invalidRequest\",\"context\":{\"fieldViolations\":[{\"field\":\"\\u001b[2J\",\"violations\":[{\"key\":\"\\u202e\"}]}]}}",
        "{\"errors\":[{\"id\":\"x\",\"code\":\"ADMIN-404-8\",\"title\":\"\\u001b]0;x\\u0007\",\"detail\":\"a\\r\\nb\"}]}", "{\"errors\":[]}", "{\"errors\":[null]}", "{\"errors\":{\"a\":1}}", "{\"code\":401,\"message\":\"Unauthorized\"}",
        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],\"status\":\"409\",\"scimType\":\"uniqueness\",\"detail\":\"email[\\u0085] already exists\"}", "{\"schemas\":[1,null],\"detail\":{}}",
        "{\"errorMessages\":[\"\\u2028\",1,null],\"errors\":{\"x\":[]}}", "{\"timestamp\":1,\"error\":\"\\u0000\",\"path\":\"/\"}", "{\"key\":\"half \\ud800\"}", "{\"title\":null,\"detail\":\"{detail} {account} {0}\"}",
        "{\"key\":\"forbidden.insufficientScope\"}", "{\"key\":\"accountNotFound\"}", "{\"message\":\"@key@\"}", "{\"errors\":[{\"detail\":\"key @key@ is unknown\",\"id\":\"@key@\",\"code\":\"@key@\"}]}", "<p>Authorization: Bearer @key@</p>", "@key@", "{\"data\":[{\"@key@\":nul}]}", "{\"@key@\":[5],\"\\u001b[2J\":", "\u001b[2J",
    ];

    /// <summary>Another reply.</summary>
    public FuzzedReply Mutate(FuzzedReply truth)
    {
        FuzzedReply reply = truth.Copy();
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            switch (random.Next(20))
            {
                // Once only: what came of it may be no JSON any more.
                case < 11 when ReferenceEquals(reply.Body, truth.Body):
                    reply.Body = new JsonMutator(random, world.Identities).Mutate(reply.Body, random.Next(1, 4));
                    break;
                case < 14:
                    reply.Body = ChangeBytes(reply.Body);
                    break;
                case 14:
                    reply.Status = Pick(Statuses);
                    if (random.Next(2) == 0)
                        reply.Body = NewBody();
                    break;
                case 15:
                    reply.Body = NewBody();
                    break;
                case 16:
                    reply.Framing = NewFraming();
                    break;
                case 17 when random.Next(4) == 0:
                    reply.StatusLine = WithKey(Pick(StatusLines));
                    break;
                default:
                    ChangeHeader(reply);
                    break;
            }
        }

        return reply;
    }

    private byte[] ChangeBytes(byte[] body)
    {
        if (body.Length == 0)
            return NewBody();
        switch (random.Next(9))
        {
            case 0:
                return body[..random.Next(body.Length)];
            case 1:
                return [0xEF, 0xBB, 0xBF, .. body];
            case 2:
                return [.. body, .. NewBody()];
            case 3:
                return [.. NewBody(), .. body];
            case 4:
                return Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body));
            case 5:
                return [.. body, .. body];
            case 6:
                int cut = random.Next(body.Length);
                return [.. body[..cut], .. new byte[][] { [0xC0, 0x80], [0xFF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x00] }[random.Next(5)], .. body[cut..]];
            default:
                byte[] flipped = [.. body];
                for (int i = random.Next(1, 9); i > 0; i--)
                    flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
                return flipped;
        }
    }

    private void ChangeHeader(FuzzedReply reply)
    {
        switch (random.Next(10))
        {
            case 0:
                reply.Status = Pick([429, 503, reply.Status]);
                Add("Retry-After", Pick(Pauses));
                break;
            case 1:
                Add("X-RateLimit-Limit", Pick(Numbers));
                Add("X-RateLimit-Remaining", Pick(Numbers));
                Add("X-RateLimit-Reset", Pick(Resets));
                break;
            case 2:
                Add("Date", Pick(Dates));
                Add("X-RateLimit-Reset", Pick(Resets));
                Add("X-RateLimit-Remaining", "0");
                if (random.Next(2) == 0)
                    Add("Retry-After", Pick(Pauses));
                break;
            case 3:
                reply.Headers.RemoveAll(header => header.Key == "Content-Type");
                Add("Content-Type", Pick(Types));
                break;
            case 4:
                reply.Status = Pick([301, 302, 303, 307, 308]);
                Add("Location", Pick(["https://evil.example/", "/admin/v1/orgs", "", "http://[", "file:///etc/passwd", "//evil.example", "?"]));
                break;
            case 5:
                Add("X-Seraph-LoginReason", Pick(["AUTHENTICATED_FAILED", "OK", ""]));
                break;
            case 6:
                Add("atl-traceid", Pick(["\u001b[2J", key, new string('t', 3000), "", "\u00e9\u0085"]));
                break;
            case 7:
                Add("WWW-Authenticate", Pick(["Basic realm=\"x\"", "Negotiate", "Bearer error=\"" + key + "\"", "\"", "Digest realm=\"x\", nonce=\"y\""]));
                reply.Status = Pick([401, 403, 407]);
                break;
            case 8:
                Add(Pick(["Set-Cookie", "ETag", "Connection", "Upgrade", "Transfer-Encoding", "X-\u00e9", "", "Trailer", "Alt-Svc"]), Pick(["x", "close", "identity", "\"", "gzip, chunked", "h2=\":443\"", new string('h', 70_000)]));
                // Whether more follows is anybody's guess.
                reply.Framing = Framing.Unframed;
                break;
            default:
                if (reply.Headers.Count > 0)
                    reply.Headers.RemoveAt(random.Next(reply.Headers.Count));
                break;
        }

        void Add(string name, string value) => reply.Headers.Add(new(name, value));
    }

    private Framing NewFraming()
    {
        var framing = (Framing)random.Next((int)Framing.Endless + 1);
        // The slow ones come more rarely.
        return framing is Framing.StalledBefore or Framing.StalledWithin or Framing.Endless && random.Next(8) != 0 ? Framing.Chunked : framing;
    }

    private byte[] NewBody() => Encoding.UTF8.GetBytes(WithKey(Pick(Bodies)));

    private string WithKey(string text) => text.Replace("@key@", key, StringComparison.Ordinal);

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>A generator of its own for each seed: neighbouring seeds would begin alike.</summary>
    public static Random RandomOf(long seed)
    {
        ulong mixed = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        return new Random(unchecked((int)(mixed ^ (mixed >> 31))));
    }
}
