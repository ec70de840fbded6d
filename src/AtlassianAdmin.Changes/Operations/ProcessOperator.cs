namespace AtlassianAdmin.Changes.Operations;

/// <summary>Who runs this process.</summary>
internal static class ProcessOperator
{
    /// <summary>The account of the operating system, and the machine.</summary>
    public static string Name
    {
        get
        {
            string domain = Environment.UserDomainName;
            string machine = Environment.MachineName;
            bool isLocal = domain.Length == 0 || string.Equals(domain, machine, StringComparison.OrdinalIgnoreCase);
            return isLocal ? $"{Environment.UserName}@{machine}" : $"{domain}\\{Environment.UserName}@{machine}";
        }
    }
}
