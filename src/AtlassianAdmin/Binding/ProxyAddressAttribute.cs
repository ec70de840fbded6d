using System.Runtime.CompilerServices;

namespace AtlassianAdmin.Binding;

/// <summary>
/// Takes the address of a proxy. A user name and a password in it are taken out before anybody can see them, in an error record or
/// a log, and are remembered for the command.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ProxyAddressAttribute : ArgumentTransformationAttribute
{
    private static readonly ConditionalWeakTable<Uri, string> UserInfos = new();
    private static readonly AddressAttribute Address = new();

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object given = Address.Transform(engineIntrinsics, inputData);
        if (!LanguagePrimitives.TryConvertTo(given, out Uri? address) || address is not { IsAbsoluteUri: true, UserInfo.Length: > 0 })
            return given;
        var shown = new Uri(address.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped));
        UserInfos.Add(shown, address.UserInfo);
        return shown;
    }

    /// <summary>What stood before the host, still escaped; null when nothing did.</summary>
    public static string? UserInfoOf(Uri address) => UserInfos.TryGetValue(address, out string? userInfo) ? userInfo : null;
}
