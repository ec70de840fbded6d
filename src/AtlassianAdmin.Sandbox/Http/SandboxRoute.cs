namespace AtlassianAdmin.Sandbox.Http;

/// <summary>One operation: its method, its path with <c>{}</c> where a value stands, and who answers it.</summary>
internal sealed class SandboxRoute
{
    private readonly string _method;
    private readonly string[] _template;
    private readonly Func<SandboxCall, string[], SandboxReply> _answer;

    public SandboxRoute(string method, string template, Func<SandboxCall, string[], SandboxReply> answer)
    {
        _method = method;
        Template = "/" + template.TrimStart('/');
        _template = template.TrimStart('/').Split('/');
        _answer = answer;
    }

    /// <summary>The path with <c>{}</c> where a value stands.</summary>
    public string Template { get; }

    /// <summary>True when the call is for this operation.</summary>
    public bool Takes(SandboxCall call)
    {
        if (_method != call.Request.Method || _template.Length != call.Segments.Length)
            return false;
        for (int i = 0; i < _template.Length; i++)
        {
            if (_template[i] != call.Segments[i] && (_template[i] != "{}" || call.Segments[i].Length == 0))
                return false;
        }

        return true;
    }

    /// <summary>Answers a call that is for this operation.</summary>
    public SandboxReply Answer(SandboxCall call) => _answer(call, call.Segments.Where((_, i) => _template[i] == "{}").ToArray());
}
