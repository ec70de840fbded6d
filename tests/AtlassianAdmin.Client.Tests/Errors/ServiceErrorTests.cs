using System.Text;
using AtlassianAdmin.Client.Errors;
using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Client.Tests.Errors;

/// <summary>Bodies are read for what they hold, whatever they look like; nothing in them can make the reader fail.</summary>
public class ServiceErrorTests
{
    [Theory]
    [InlineData("A 403 forbidden, live", ErrorBodyShape.UserManagement)]
    [InlineData("B 401 insufficient scope, live", ErrorBodyShape.ApplicationErrors)]
    [InlineData("C 401 gateway", ErrorBodyShape.Proxy)]
    [InlineData("D 403 servlet", ErrorBodyShape.Servlet)]
    [InlineData("E 404 workspaces", ErrorBodyShape.SingleApplicationError)]
    [InlineData("F 400 live", ErrorBodyShape.Scim)]
    [InlineData("F 401 key", ErrorBodyShape.Scim)]
    [InlineData("G 400 already a member", ErrorBodyShape.Site)]
    [InlineData("G 400 with fields", ErrorBodyShape.Site)]
    [InlineData("B 400 with an empty list", ErrorBodyShape.ApplicationErrors)]
    [InlineData("401 with HTML", ErrorBodyShape.Other)]
    [InlineData("401 with cut JSON", ErrorBodyShape.Other)]
    [InlineData("401 with an array", ErrorBodyShape.Other)]
    [InlineData("401 with a number", ErrorBodyShape.Other)]
    [InlineData("401 with a text", ErrorBodyShape.Other)]
    [InlineData("401 with null", ErrorBodyShape.Other)]
    [InlineData("401 with an empty object", ErrorBodyShape.Other)]
    [InlineData("401 with nested too deep", ErrorBodyShape.Other)]
    [InlineData("401 with nothing", ErrorBodyShape.Empty)]
    [InlineData("401 with blanks", ErrorBodyShape.Empty)]
    public void A_body_is_told_by_its_content(string example, ErrorBodyShape shape) =>
        Assert.Equal(shape, ErrorExamples.Find(example).Read().Shape);

    [Fact]
    public void The_service_s_request_id_comes_out_of_the_body_or_else_the_headers()
    {
        Assert.Equal("65e99414", ServiceError.Read(404, Bytes("""{"errors":[{"id":"65e99414","code":"ADMIN-UAM-404-1"}]}"""), "from-header").RequestId);
        Assert.Equal("b4fce632-202784", ServiceError.Read(403, Bytes("""{"timestamp":"t","message":"m","requestId":"b4fce632-202784"}"""), "from-header").RequestId);
        Assert.Equal("0af7651916cd43dd", ServiceError.Read(403, Bytes("""{"error":"e","traceId":"0af7651916cd43dd"}"""), "from-header").RequestId);
        Assert.Equal("from-header", ServiceError.Read(403, Bytes("""{"key":"forbidden"}"""), "from-header").RequestId);
        Assert.Null(ServiceError.Read(403, Bytes("""{"key":"forbidden"}""")).RequestId);
    }

    [Fact]
    public void Words_come_from_a_context_of_either_kind()
    {
        Assert.Equal("In words", ServiceError.Read(403, Bytes("""{"key":"forbidden","context":"In words"}""")).Message);
        Assert.Equal("In words", ServiceError.Read(403, Bytes("""{"key":"forbidden","context":{"message":"In words"}}""")).Message);
        Assert.Equal("In words", ServiceError.Read(403, Bytes("""{"key":"forbidden","errorDetail":"In words"}""")).Message);
        Assert.Equal("In words", ServiceError.Read(403, Bytes("""{"key":"forbidden","context":null,"errorDetail":{"message":"In words"}}""")).Message);
        Assert.Equal("In words", ServiceError.Read(400, Bytes("In words")).Message);
    }

    [Fact]
    public void An_HTML_page_is_named_and_not_quoted()
    {
        ServiceError error = ServiceError.Read(502, Bytes("<html><body>Bad Gateway</body></html>"));

        Assert.Null(error.Message);
        Assert.Equal("HTTP 502, an HTML page", error.Describe());
    }

    [Fact]
    public void Every_violated_field_and_every_refused_one_is_named()
    {
        ServiceError violated = ServiceError.Read(400, Bytes(
            """{"key":"fieldConstraintsViolated","context":{"fieldViolations":[{"field":"nickname","violations":[{"key":"maxLength"},{"key":"validCharacters"}]},{"field":"name","violations":[]},"odd"]}}"""));
        ServiceError refused = ServiceError.Read(403, Bytes(
            """{"key":"forbidden.fieldMutation","context":{"name":{"allowed":false,"reason":{"key":"externalDirectory.scim"}},"locale":{"allowed":true},"zoneinfo":{"allowed":false}}}"""));

        Assert.Equal(new Dictionary<string, string> { ["nickname"] = "maxLength, validCharacters", ["name"] = "" }, violated.Fields);
        Assert.Equal(new Dictionary<string, string> { ["name"] = "externalDirectory.scim", ["zoneinfo"] = "not allowed" }, refused.Fields);
    }

    [Fact]
    public void The_excerpt_is_short_and_has_no_control_characters()
    {
        ServiceError error = ServiceError.Read(500, Bytes("one\r\ntwo\u0001" + new string('x', 5000)));

        Assert.StartsWith("one  two xxx", error.Excerpt, StringComparison.Ordinal);
        Assert.Equal(300, error.Excerpt.Length);
        Assert.DoesNotContain(error.Excerpt, char.IsControl);
    }

    [Theory]
    [InlineData("{\"key\":\"\\ud800\"}")]
    [InlineData("{\"\\ud800\":1,\"key\":\"forbidden\",\"context\":{\"\\udc00\":{\"allowed\":false}}}")]
    [InlineData("{\"errorMessages\":[\"\\ud800\"],\"errors\":{\"\\ud800\":\"x\"}}")]
    [InlineData("{\"errorMessages\":[],\"errors\":{\"a\":\"1\",\"a\":\"2\"}}")]
    [InlineData("{\"key\":1,\"key\":{},\"context\":[],\"errorDetail\":5}")]
    [InlineData("{\"schemas\":[null,5,\"x:Error\"],\"status\":404,\"scimType\":[],\"detail\":{}}")]
    [InlineData("{\"schemas\":\"x:Error\",\"detail\":\"d\"}")]
    [InlineData("{\"errors\":[null]}")]
    [InlineData("{\"errors\":[[]]}")]
    [InlineData("{\"errors\":{\"a\":null}}")]
    [InlineData("{\"errors\":null,\"message\":null}")]
    [InlineData("{\"key\":\"x\",\"context\":{\"reason\":[],\"errorCodes\":[null,{},{\"code\":{}}],\"fieldViolations\":[{\"field\":{},\"violations\":{}}]}}")]
    [InlineData("{\"title\":[],\"detail\":null}")]
    [InlineData("\ufeff{\"key\":\"forbidden\"}")]
    [InlineData("{\"key\":\"forbidden\"} trailing")]
    public void An_odd_body_is_read_as_far_as_it_goes(string body)
    {
        ServiceError error = ServiceError.Read(403, Bytes(body));

        Assert.Equal(403, error.Status);
        Assert.StartsWith("HTTP 403", error.Describe(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xff, 0xfe, 0x00 })]
    [InlineData(new byte[] { (byte)'{', (byte)'"', (byte)'k', (byte)'e', (byte)'y', (byte)'"', (byte)':', (byte)'"', 0xc3, 0x28, (byte)'"', (byte)'}' })]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xff, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    public void Bytes_that_are_no_UTF_8_are_no_trouble(byte[] body) => Assert.Equal(500, ServiceError.Read(500, body).Status);

    [Fact]
    public void A_body_of_a_thousand_levels_is_no_trouble()
    {
        string bomb = string.Concat(Enumerable.Repeat("{\"errors\":[", 1000)) + string.Concat(Enumerable.Repeat("]}", 1000));

        Assert.Equal(ErrorBodyShape.Other, ServiceError.Read(400, Bytes(bomb)).Shape);
    }

    [Fact]
    public void No_bytes_at_all_can_make_the_reader_fail() =>
        Prop.ForAll(Bodies().ToArbitrary(), body =>
        {
            ServiceError error = ServiceError.Read(400, body, "id");
            return error.Excerpt.Length <= 300 && error.Describe().Length > 0;
        }).QuickCheckThrowOnFailure();

    /// <summary>Bodies of the examples with a few bytes changed, cut or put in, and bytes that are nothing.</summary>
    private static Gen<byte[]> Bodies()
    {
        Gen<byte[]> mutated =
            from example in Gen.Elements<ErrorExample>(ErrorExamples.All)
            from seed in Gen.Choose(0, int.MaxValue)
            select Mutate(example.Bytes, new System.Random(seed));
        return Gen.OneOf(mutated, Gen.Choose(0, 255).Select(i => (byte)i).ArrayOf());
    }

    private static byte[] Mutate(byte[] body, System.Random random)
    {
        List<byte> bytes = [.. body];
        for (int i = random.Next(4); i >= 0 && bytes.Count > 0; i--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, random.Next(bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Bytes("\\ud800"));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, random.Next(bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
