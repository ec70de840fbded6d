using System.Globalization;

namespace AtlassianAdmin.Binding;

/// <summary>
/// What a row of another system says of whether the person is still there: AD's <c>Enabled</c>, Entra's <c>AccountEnabled</c>, the
/// status of an HR or identity system, a last day. A date without a time counts to its end.
/// </summary>
internal sealed class RowState
{
    private static readonly HashSet<string> OnColumns = new(StringComparer.Ordinal)
    {
        "enabled", "isenabled", "accountenabled", "active", "isactive", "accountactive", "useractive", "useraccountenabled", "aktiv", "iscurrent", "isemployed",
    };

    private static readonly HashSet<string> OffColumns = new(StringComparer.Ordinal)
    {
        "disabled", "isdisabled", "accountdisabled", "inactive", "isinactive", "blocked", "isblocked", "signinblocked", "blockcredential", "suspended", "issuspended",
        "terminated", "isterminated", "deactivated", "left", "hasleft", "leaver", "isleaver", "archived",
    };

    private static readonly HashSet<string> StatusColumns = new(StringComparer.Ordinal)
    {
        "status", "accountstatus", "userstatus", "employmentstatus", "employeestatus", "employeestate", "workerstatus", "hrstatus", "personstatus", "memberstatus",
        "jobstatus", "state", "accountstate", "beschaftigungsstatus", "orgstatus",
    };

    private static readonly HashSet<string> EndColumns = new(StringComparer.Ordinal)
    {
        "enddate", "employmentenddate", "enddateofemployment", "employmentend", "endofemployment", "contractenddate", "contractend", "termdate", "terminationdate",
        "dateoftermination", "leavingdate", "dateofleaving", "leaverdate", "exitdate", "separationdate", "lastday", "lastdayofwork", "lastworkingday",
        "lastworkday", "offboardingdate", "employeeleavedatetime", "accountexpirationdate", "austritt", "austrittsdatum", "austrittam", "letzterarbeitstag",
    };

    private static readonly HashSet<string> There = new(StringComparer.Ordinal)
    {
        "true", "yes", "y", "1", "on", "ja", "oui", "si", "wahr", "vrai", "active", "activated", "enabled", "employed", "current", "present", "working", "hired", "regular", "permanent",
        "aktiv", "actif", "activo", "attivo", "onleave", "leave", "leaveofabsence", "parentalleave", "maternityleave", "sickleave", "sabbatical", "provisioned", "staged", "pending",
        "recovery", "passwordexpired", "lockedout", "invited", "notinvited", "fulltime", "parttime", "probation",
    };

    private static readonly HashSet<string> Gone = new(StringComparer.Ordinal)
    {
        "false", "no", "n", "0", "off", "nein", "non", "falsch", "faux", "inactive", "disabled", "deactivated", "terminated", "left", "leaver", "exemployee", "former", "formeremployee",
        "resigned", "retired", "dismissed", "deceased", "separated", "offboarded", "blocked", "closed", "ended", "suspended", "deprovisioned", "archived", "deleted", "removed",
        "expired", "inaktiv", "inactif", "inactivo", "inattivo", "ausgeschieden", "ausgetreten", "gekundigt", "deaktiviert", "gesperrt", "fordeletion",
    };

    // What stands in a cell for no date.
    private static readonly HashSet<string> NoDate = new(StringComparer.Ordinal) { "", "never", "none", "na", "null", "0", "open", "unlimited", "permanent", "nie", "unbefristet" };

    private static readonly string[] Days = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "yyyyMMdd"];

    private RowState()
    {
    }

    /// <summary>False when a cell says that the person has left or may not log in, true when one says that they are there, null when none says.</summary>
    public bool? IsActive { get; private set; }

    /// <summary>The moment from which the person is gone; null when the row has no last day.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    /// <summary>The cell that says so, such as <c>Enabled is False</c>; null when none does.</summary>
    public string? Reason { get; private set; }

    /// <summary>Cells that should say so and were not understood.</summary>
    public IReadOnlyList<string> NotUnderstood => _notUnderstood;

    private readonly List<string> _notUnderstood = [];

    /// <summary>Reads a row.</summary>
    /// <param name="row">Anything with properties or keys.</param>
    /// <param name="now">The time, with the offset that dates without one are in.</param>
    public static RowState Of(object row, DateTimeOffset now)
    {
        var state = new RowState();
        foreach (KeyValuePair<string, string?> cell in RowCells.Of(row, IsStateColumn))
        {
            string value = CellText.Clean(cell.Value);
            if (value.Length > 0)
                state.Take(cell.Key, value, now);
        }

        return state;
    }

    /// <summary>True for a column that says whether a person is still there.</summary>
    public static bool IsStateColumn(string header)
    {
        string folded = FoldedText.Of(header);
        return OnColumns.Contains(folded) || OffColumns.Contains(folded) || StatusColumns.Contains(folded) || EndColumns.Contains(folded);
    }

    private void Take(string header, string value, DateTimeOffset now)
    {
        string column = FoldedText.Of(header);
        string word = FoldedText.Of(value);
        if (EndColumns.Contains(column))
        {
            if (NoDate.Contains(word))
                return;
            if (EndOf(value, now) is not { } end)
                _notUnderstood.Add($"{CellText.Show(header)} '{CellText.Show(value)}'");
            else if (end.Year < 9999)
                End(header, value, end, now);
            return;
        }

        bool isOff = OffColumns.Contains(column);
        if (!isOff && !OnColumns.Contains(column) && !StatusColumns.Contains(column))
            return;
        if (There.Contains(word))
            Say(!isOff, header, value);
        else if (Gone.Contains(word))
            Say(isOff, header, value);
        else
            _notUnderstood.Add($"{CellText.Show(header)} '{CellText.Show(value)}'");
    }

    private void End(string header, string value, DateTimeOffset end, DateTimeOffset now)
    {
        if (EndsAt is null || end < EndsAt)
            EndsAt = end;
        if (end <= now)
            Say(isActive: false, header, value);
    }

    // One cell that says the person is gone is enough.
    private void Say(bool isActive, string header, string value)
    {
        if (IsActive == false)
            return;
        IsActive = isActive;
        Reason = $"{CellText.Show(header)} is {CellText.Show(value)}";
    }

    private static DateTimeOffset? EndOf(string value, DateTimeOffset now)
    {
        if (DateTime.TryParseExact(value, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day)
            || (DateTime.TryParse(value, CultureInfo.CurrentCulture, DateTimeStyles.None, out day) && day.TimeOfDay == TimeSpan.Zero && value.IndexOf(':') < 0))
        {
            return day.Year >= 9999 ? DateTimeOffset.MaxValue : new DateTimeOffset(day, now.Offset).AddDays(1);
        }

        if (DateTimeOffset.TryParseExact(value, ["o", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset moment)
            || DateTimeOffset.TryParse(value, CultureInfo.CurrentCulture, DateTimeStyles.AssumeLocal, out moment))
        {
            return moment;
        }

        return null;
    }
}
