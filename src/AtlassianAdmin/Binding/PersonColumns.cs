using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace AtlassianAdmin.Binding;

/// <summary>Which header means what in the lists that admins have, whatever its case, blanks, hyphens, underscores and quotes.</summary>
internal static class PersonColumns
{
    private const string Mail = "e?mails?(?:address|adress|adresse|adres|addr|id)?";
    private const RegexOptions Fixed = RegexOptions.CultureInvariant;

    // Work Email, E-Mail-Adresse, Email Address (Work), Email Address [Required], primaryEmail, Current Email …
    private static readonly Regex Email = new(
        $"^(?:(?:user|member|person|employee|account|atlassian|work|primary|main|business|company|corporate|office|official|professional|internal|current|dienstliche|geschaftliche)*{Mail}(?:work|primary|business|required|current)*"
        + "|primary(?:work)?smtp(?:address)?|smtp(?:address)?|workemail1?|adresse(?:de)?(?:messagerie|courriel|mail|email)|courriel|correo(?:electronico)?|postaelettronica|indirizzoemail|enderecodeemail)$",
        Fixed);

    private static readonly Regex UserId = new(
        "^(?:(?:atlassian|jira|confluence|cloud)*(?:account|user|useraccount)ids?|(?:jira|confluence|cloud)?atlassian(?:cloud)?(?:u?id)|(?:atlassian)?aaid)$", Fixed);

    // An address that the person has beside the one of the account, or had before, or logs in with elsewhere.
    private static readonly Regex LastResort = new(
        $"^(?:(?:old|previous|prior|former|original|source|from|existing|personal|private|home|other|alternate|alternative|secondary|second|backup|recovery|login|logon|signin|sso){Mail}"
        + $"|{Mail}(?:old|previous|personal|private|home)|(?:user)?(?:login|logon|signin)(?:name|id)?|(?:user)?principalname|upn|samaccountname|windowsemailaddress)$",
        Fixed);

    private static readonly Regex NewEmail = new(
        $"^(?:(?:new|target|future|next|desired|proposed|replacement|updated|destination|to){Mail}|{Mail}new|new(?:primary)?smtp(?:address)?)$", Fixed);

    private static readonly Regex SomebodyElse = new(
        "manager|supervisor|superior|boss|teamlead|leader|approver|approvedby|assistant|delegate|deputy|owner|sponsor|reportsto|reportingto|requestedby|requester|createdby|creator|updatedby|modifiedby|addedby|invitedby|hrpartner|recruiter|buddy|mentor|vorgesetzt|fuhrungskraft", Fixed);

    private static readonly Dictionary<string, PersonColumn> Words = new(StringComparer.Ordinal)
    {
        ["scimuserid"] = PersonColumn.ScimUserId,
        ["username"] = PersonColumn.UserName,
        ["externalid"] = PersonColumn.ExternalId,
        ["identity"] = PersonColumn.Identity,
        ["input"] = PersonColumn.Input,
        ["id"] = PersonColumn.Id,
        // Every address of a mailbox, also former ones and those that others have by now.
        ["emailaddresses"] = PersonColumn.SomebodyElse,
        ["proxyaddresses"] = PersonColumn.SomebodyElse,
        ["othermails"] = PersonColumn.SomebodyElse,
        ["name"] = PersonColumn.Name,
        ["displayname"] = PersonColumn.Name,
        ["fullname"] = PersonColumn.Name,
        ["legalname"] = PersonColumn.Name,
        ["preferredname"] = PersonColumn.Name,
        ["employeename"] = PersonColumn.Name,
        ["personname"] = PersonColumn.Name,
        ["worker"] = PersonColumn.Name,
        ["cn"] = PersonColumn.Name,
        ["givenname"] = PersonColumn.GivenName,
        ["firstname"] = PersonColumn.GivenName,
        ["vorname"] = PersonColumn.GivenName,
        ["prenom"] = PersonColumn.GivenName,
        ["familyname"] = PersonColumn.FamilyName,
        ["lastname"] = PersonColumn.FamilyName,
        ["surname"] = PersonColumn.FamilyName,
        ["sn"] = PersonColumn.FamilyName,
        ["nachname"] = PersonColumn.FamilyName,
    };

    // A list has a few headers and many rows; whoever makes up headers must not fill the memory.
    private const int MostKept = 1000;
    private static readonly ConcurrentDictionary<string, PersonColumn> Found = new(StringComparer.Ordinal);

    /// <summary>What a column means, by its header.</summary>
    public static PersonColumn Find(string header)
    {
        if (Found.TryGetValue(header, out PersonColumn known))
            return known;
        PersonColumn column = Read(header);
        if (Found.Count < MostKept)
            Found.TryAdd(header, column);
        return column;
    }

    /// <summary>True for a column that can name the person.</summary>
    public static bool CanName(this PersonColumn column) =>
        column is not (PersonColumn.Other or PersonColumn.Name or PersonColumn.GivenName or PersonColumn.FamilyName or PersonColumn.NewEmail or PersonColumn.SomebodyElse);

    private static PersonColumn Read(string header)
    {
        string folded = FoldedText.Of(header);
        if (Words.TryGetValue(folded, out PersonColumn word))
            return word;
        // With a blank in it, it may be the number of a bill.
        if (folded == "accountid" && CellText.Clean(header).Equals("AccountId", StringComparison.OrdinalIgnoreCase))
            return PersonColumn.AccountId;
        return NewEmail.IsMatch(folded) ? PersonColumn.NewEmail
            : LastResort.IsMatch(folded) ? PersonColumn.LastResort
            : UserId.IsMatch(folded) ? PersonColumn.UserId
            : Email.IsMatch(folded) ? PersonColumn.Email
            : SomebodyElse.IsMatch(folded) ? PersonColumn.SomebodyElse
            : PersonColumn.Other;
    }
}
