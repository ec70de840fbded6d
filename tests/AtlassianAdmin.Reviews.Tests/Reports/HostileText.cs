using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Reviews.Tests.Reports;

/// <summary>What people may have called themselves.</summary>
internal static class HostileText
{
    public static readonly IReadOnlyList<string> Known =
    [
        "<script>alert(1)</script>",
        "</td></tr></table><h1>Owned</h1>",
        "\"><img src=x onerror=alert(1)>",
        "' autofocus onfocus='alert(1)",
        "</title><style>body{display:none}</style>",
        "</style><link rel=stylesheet href=//evil.example/x.css>",
        "<!-- ", "-->", "]]>", "<![CDATA[x]]>", "<?php echo 1 ?>", "&lt;b&gt;", "&#x3c;b&#x3e;", "&",
        "{{constructor.constructor('alert(1)')()}}", "javascript:alert(1)",
        "=HYPERLINK(\"http://evil.example\",\"x\")", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1", "a;=1+1", "a; @x", "\uff1d1+1", "=cmd|' /C calc'!A0",
        "quote\"inside", "two\nlines", "nul\0bell\a", "half \ud83d of a pair", "\ud83d\ude00", "\u202eright to left", "خالد خوري", "", "O'Brien", "a,b",
    ];

    public static Gen<string> Any { get; } = Gen.OneOf(
        Gen.Elements<string>(Known),
        ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""),
        from one in Gen.Elements<string>(Known)
        from other in Gen.Elements<string>(Known)
        select one + other);
}
