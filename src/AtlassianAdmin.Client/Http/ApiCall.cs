using System.Net.Http;

namespace AtlassianAdmin.Client.Http;

/// <summary>One request on its way: what the handlers learn about it as it is sent, perhaps several times.</summary>
internal sealed class ApiCall
{
    private const string PropertyName = "AtlassianAdmin.ApiCall";

    public ApiCall(ApiRequest request) => Request = request;

    public ApiRequest Request { get; }

    /// <summary>How often it was put on the wire.</summary>
    public int Attempts { get; set; }

    /// <summary>Whole replies in a row that were no JSON at all.</summary>
    public int RepliesOtherThanJson { get; set; }

    /// <summary>Since when it waits for the limit, by the clock's timestamp; null when it does not.</summary>
    public long? WaitingSince { get; set; }

    /// <summary>True when the limit would make it wait longer than allowed.</summary>
    public bool HasWaitedEnough { get; set; }

    /// <summary>The whole body of the last reply.</summary>
    public byte[] ReplyBody { get; set; } = [];

    /// <summary>True when at least one attempt may have been carried out, and no readable answer says whether it was.</summary>
    public bool MayHaveArrived { get; set; }

    public void AttachTo(HttpRequestMessage message) => message.Properties[PropertyName] = this;

    public static ApiCall Of(HttpRequestMessage message) => (ApiCall)message.Properties[PropertyName];
}
