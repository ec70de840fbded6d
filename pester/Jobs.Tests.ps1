# The everyday jobs of docs/guides/jobs.md, from the top of the page to its end in one session, and what is so after each.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'HelpExamples.psm1')
    Import-Module (Join-Path $PSScriptRoot 'Vaults.psm1')
    # Shows: a script that runs after the job; $Output is what the job returned. As: what it returns, as text.
    $expected = @{
        '3'  = @{ Shows = '$Output.Count -gt 3; @($Output | Where-Object { $_.Name -notlike ''mia*'' -and $_.Email -notlike ''mia*'' }).Count'; As = 'True', '0' }
        '4'  = @{ Shows = '$Output.Name'; As = 'Mia Active' }
        '5'  = @{ Shows = '$Output.Name; $Output.Groups.Count -gt 3; $Output.Tokens.Count'; As = 'Mia Active', 'True', '3' }
        '6'  = @{ Shows = '$Output.Count -eq @(Get-AtlassianUser -Resource (Get-AtlassianWorkspace | Where-Object TypeKey -EQ jira-software)).Count; $Output.Count -gt 100'; As = 'True', 'True' }
        '7'  = @{ Shows = '$Output.Email'; As = 'admin@example.com', 'alex.kim@example.org' }
        '8'  = @{ Shows = '(Get-AtlassianUser saml.profile@example.com).Status'; As = 'deactivated' }
        '9'  = @{ Shows = '(Get-AtlassianUser rohan.mishra.0028@example.com, grace.reid.0034@example.com, noah.cole.0047@example.com).Status'; As = 'deactivated', 'deactivated', 'deactivated' }
        '10' = @{ Shows = '(Get-AtlassianUser rohan.mishra.0028@example.com, grace.reid.0034@example.com, noah.cole.0047@example.com).Status'; As = 'active', 'active', 'active' }
        '11' = @{ Shows = '(Get-AtlassianUser jose.strasser@example.org, zoe.yilmaz@example.org).Status'; As = 'active', 'active' }
        '12' = @{ Shows = '(Get-AtlassianUser mia.reid.0112@example.com).Name'; As = 'Mia Lee' }
        '13' = @{ Shows = '@(Get-AtlassianGroup -Member liam.walker.0105@example.com).Count; @(Get-AtlassianChange).Count'; As = '0', '3' }
        '14' = @{ Shows = '@(Get-AtlassianGroupMember dept-legal).Count; $moved = (Get-AtlassianChange).Email; $there = (Get-AtlassianGroupMember dept-operations).Email; $moved.Count; @($moved | Where-Object { $_ -notin $there }).Count'; As = '0', '28', '0' }
        '15' = @{ Shows = '($Output.SideIndicator | Sort-Object -Unique) -join '' ''; $Output.Count'; As = '<= =>', '75' }
        '16' = @{ Shows = '$old = (Get-AtlassianGroup -Member jack.smith-jones.0027@example.com).Name; $new = (Get-AtlassianGroup -Member ava.young.0078@example.com).Name; $old.Count; @($old | Where-Object { $_ -notin $new }).Count'; As = '5', '0' }
        '17' = @{ Shows = '$Output.Succeeded; (Get-AtlassianGroup -Member first.person@example.com).Name -contains ''dept-finance''; (Get-AtlassianUserRole second.person@example.com).ResourceOwner -contains ''confluence'''; As = 'True', 'True', 'True', 'True' }
        '18' = @{ Shows = '($Output | Out-String) -match ''suspended in the organization, account active''; ($Output | Out-String) -match ''\+\s+Resume-AtlassianUser: Resume'''; As = 'True', 'True' }
        # The oldest token of the sandbox is ten months old.
        '19' = @{ Shows = '@($Output).Count; @(Get-AtlassianApiToken | Where-Object CreatedAt -LT (Get-Date).AddMonths(-6)).Count -gt 10'; As = '0', 'True' }
        '20' = @{ Shows = '@(Import-Csv leavers.csv | Get-AtlassianUserToken).Count; @(Get-AtlassianChange | Where-Object Outcome -EQ Changed).Count -ge 40'; As = '0', 'True' }
        '21' = @{ Shows = '$rows = @(Import-Csv people.csv); $rows.Count -gt 200; ($rows | Where-Object Email -EQ mia.active@example.com).Name'; As = 'True', 'Mia Active' }
        '22' = @{ Shows = '$Output.ActorEmail; $Output.Targets'; As = 'admin@example.com', 'saml.profile@example.com' }
        '23' = @{
            Shows = '(Get-Content run.html -Raw) -match ''HR-7''; (Import-Csv leavers.csv | Get-AtlassianUserProfile | ForEach-Object AccountStatus) -join '' '''
            As    = 'True', 'inactive inactive active inactive inactive'
        }
        '24' = @{ Shows = '$Output.Count; @($Output.OrganizationId | Sort-Object -Unique).Count; (Get-AtlassianConnection -Current).Name'; As = '5', '2', 'Sandbox Company' }
        '25' = @{ Shows = '(Get-Content licences.html -Raw) -match ''@example.com'''; As = 'True' }
        '27' = @{ Shows = '@($Output | Where-Object { $_.PSTypeNames -like ''*UserRole'' -or $_.PSTypeNames -like ''*RoleAssignment'' }).ResourceOwner -join '' ''; @($Output | Where-Object { $_.PSTypeNames -like ''*SiteUser'' }).Email'; As = 'jira-software confluence jira-servicedesk', 'mia.active@example.com'; Errors = 'IdentityNotVisible' }
        '28' = @{ Shows = '($Output | Where-Object Difference -EQ LeftButActive).Count; $Output.Count -gt 200; $Output.Email -contains ''mia.active@example.com'''; As = '0', 'True', 'False' }
        '29' = @{ Shows = '$Output.Difference'; As = 'MissingHere' }
        '30' = @{ Shows = '$Output.Count -gt 10; ($Output.MfaEnabled | Sort-Object -Unique)'; As = 'True', 'False' }
        '31' = @{ Shows = '$Output[0].MfaEnabled; $Output.Count'; As = 'True', '9' }
        '32' = @{ Shows = '$Output.Label | Sort-Object -Unique'; As = 'Ad-hoc script', 'Expires soon' }
        '33' = @{ Shows = '(Import-Csv leavers.csv | Get-AtlassianUserProfile | ForEach-Object AccountStatus | Sort-Object -Unique)'; As = 'inactive' }
        '34' = @{ Shows = '@(Get-AtlassianChange -JournalPath ((Get-Item leavers-*.json).FullName + ''.jsonl'') | Where-Object Outcome -EQ Failed).Count'; As = '0' }
        '35' = @{ Shows = '$proof = @(Import-Csv proof.csv); $proof.Count -ge 5; @($proof | Where-Object { -not $_.Time }).Count; @($proof.Email | Sort-Object -Unique).Count; @($Output.AccountStatus | Sort-Object -Unique)'; As = 'True', '0', '5', 'inactive' }
    }
    # What these jobs are about, besides what they do.
    $expected['2'] = @{ Shows = '(Get-AtlassianConnection -Current).Name; ($Output | Where-Object ErrorCode -EQ KeyHasScopes).Count -gt 0'; As = 'Sandbox Company', 'True'; Errors = 'PersonalTokenUsed', 'KeyRejected', 'OrganizationNotFound'; Warnings = 'with scopes' }

    $page = Get-Content -Raw -Encoding UTF8 (Join-Path $PSScriptRoot '../docs/guides/jobs.md')
    $rows = foreach ($row in [regex]::Matches($page, '(?m)^\| (?<number>\d+) \| (?<job>[^|]+) \| (?<command>.+) \|\r?$')) {
        $command = $row.Groups['command'].Value
        @{
            Number = $row.Groups['number'].Value
            Job    = $row.Groups['job'].Value
            Link   = if ($command -match '^\[[^\]]+\]\(#(?<link>[^)]+)\)$') { $Matches['link'] }
            Code   = ([regex]::Matches($command, '`(?<line>[^`]+)`') | ForEach-Object { $_.Groups['line'].Value.Replace('\|', '|') }) -join "`n"
        }
    }
    $sections = @{}
    foreach ($section in [regex]::Matches($page, '(?ms)^## (?<title>[^\r\n]+)\r?\n(?<body>.*?)(?=^## |\z)')) {
        $link = ($section.Groups['title'].Value.ToLowerInvariant() -replace '[^a-z0-9 -]', '').Replace(' ', '-')
        $sections[$link] = (Get-Fence ($section.Groups['body'].Value -replace '\r', '')).Code -join "`n"
    }
    $jobs = foreach ($row in $rows) {
        $row + @{ Expected = $expected[$row.Number]; Script = if ($row.Link) { $sections[$row.Link] } else { $row.Code } }
    }
    $lists = (Get-Fence (($page -replace '\r', '') -split '(?m)^## ')[0]).Code -join "`n"
    $obstacle = Get-VaultObstacle -RestoresList
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'HelpExamples.psm1')
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $script:Folder = (New-Item -ItemType Directory (Join-Path $TestDrive 'jobs')).FullName
    $script:Shell = New-Shell
    # Whoever is asked says yes.
    [void](Invoke-Shell $Shell 'Set-Location -LiteralPath $Folder; $ConfirmPreference = ''None''; $Output = $null' @{ Folder = $Folder })

    # A line at a time, as it is typed: an error ends its line, and no more.
    function Invoke-Line {
        param([string] $Script)
        $errors = $warnings = $output = @()
        $syntax = [System.Management.Automation.Language.Parser]::ParseInput($Script, [ref] $null, [ref] $null)
        foreach ($statement in $syntax.EndBlock.Statements) {
            try {
                $output += @(Invoke-Shell $Shell ('. { ' + $statement.Extent.Text + "`n}"))
            }
            catch [System.Management.Automation.RuntimeException] {
                $end = $_.Exception
                while ($end.InnerException -is [System.Management.Automation.IContainsErrorRecord]) {
                    $end = $end.InnerException
                }
                $errors += $end.ErrorRecord
            }
            $errors += @($Shell.Streams.Error)
            $warnings += @($Shell.Streams.Warning | ForEach-Object Message)
        }
        [pscustomobject]@{ Output = $output; Errors = @($errors | Get-Code); Warnings = $warnings }
    }
}

AfterAll {
    [void](Invoke-Shell $Shell 'Disconnect-AtlassianSite; Disconnect-AtlassianOrganization -All; Stop-AtlassianSandbox')
    Close-Shell $Shell
}

Describe 'The everyday jobs' {
    It 'are thirty-five, each with a command or a section' -ForEach @{ Rows = $rows } {
        $Rows.Number | Should -Be (1..35)
        $Rows | Where-Object { -not $_.Code -and -not $_.Link } | Should -BeNullOrEmpty
    }

    It 'begin with the lists that they read' -ForEach @{ Lists = $lists } {
        $result = Invoke-Line $Lists
        $result.Errors | Should -BeNullOrEmpty
        (Get-ChildItem $Folder -Filter *.csv).Count | Should -Be 5
    }

    It '<Number>. <Job>' -ForEach ($jobs | Where-Object { $_.Number -notin '1', '26' }) {
        $Script | Should -Not -BeNullOrEmpty
        $result = Invoke-Line $Script
        $result.Errors | Should -Be @($Expected['Errors'] | Where-Object { $_ })
        if ($Expected['Warnings']) {
            $result.Warnings -match $Expected.Warnings | Should -Not -BeNullOrEmpty
        }
        $shown = @(Invoke-Shell $Shell $Expected.Shows @{ Output = $result.Output } | ForEach-Object { "$_" })
        $Shell.Streams.Error | Should -BeNullOrEmpty
        $shown | Should -Be $Expected.As
    }

    It '<Number>. <Job>, until it is stopped' -ForEach ($jobs | Where-Object { $_.Number -eq '26' }) {
        $sandbox = Start-AtlassianSandbox -UserCount 20
        $connect = 'Connect-AtlassianOrganization -OrganizationId $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri'
        $following = New-Shell
        $acting = New-Shell
        try {
            foreach ($one in $following, $acting) {
                [void](Invoke-Shell $one $connect @{ Sandbox = $sandbox })
            }
            $started = Start-Shell $following $Script
            Wait-Until { [void](Invoke-Shell $acting 'Suspend-AtlassianUser mia.active@example.com; Resume-AtlassianUser mia.active@example.com; Start-Sleep 2'); $started.Output.Count -gt 0 }
            $started.Output[0].Action | Should -BeIn 'user_suspended', 'user_unsuspended', 'user_resumed'
            $following.Stop()
            $following.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            $following, $acting | Close-Shell
            Stop-AtlassianSandbox $sandbox
        }
    }

    It '<Number>. <Job>, with a vault' -ForEach ($jobs | Where-Object { $_.Number -eq '1' }) -Skip:([bool] $obstacle) {
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive 'vault')).FullName
        $result = @(Invoke-VaultExample -Example @{ Code = $Script; Shows = '(Get-AtlassianConnection -Current).KeySource -match ''vault|secret''; ($Output | Where-Object Status -EQ Failed).Count' } -Folder $folder)[0]
        $result.Errors | Should -BeNullOrEmpty
        $result.Shown | Should -Be 'True', '0'
    }

    It 'is found from the README, and leads only to what is there' {
        $text = Get-Content -Raw -Encoding UTF8 (Join-Path $PSScriptRoot '../docs/guides/jobs.md')
        (Get-Content -Raw -Encoding UTF8 (Join-Path $PSScriptRoot '../README.md')).Contains('docs/guides/jobs.md') | Should -BeTrue
        foreach ($link in [regex]::Matches($text, '\]\((?!http|#)([^)#]+)\)')) {
            Join-Path $PSScriptRoot '../docs/guides' | Join-Path -ChildPath $link.Groups[1].Value | Should -Exist
        }
    }
}
