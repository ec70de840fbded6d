# The files that people have: separators, encodings, marks, blanks, and what is said of a list that was read in a wrong way.
BeforeDiscovery {
    $encodings = @(
        @{ Encoding = 'UTF-8 without a mark'; Write = { [System.Text.UTF8Encoding]::new($false) }; Read = 'UTF8' }
        @{ Encoding = 'UTF-8 with a mark'; Write = { [System.Text.UTF8Encoding]::new($true) }; Read = 'UTF8' }
        @{ Encoding = 'UTF-8 with two marks'; Write = { [System.Text.UTF8Encoding]::new($true) }; Read = 'UTF8'; Before = "$([char]0xFEFF)" }
        @{ Encoding = 'UTF-16'; Write = { [System.Text.Encoding]::Unicode }; Read = 'Unicode' }
        @{ Encoding = 'UTF-16 big endian'; Write = { [System.Text.Encoding]::BigEndianUnicode }; Read = 'BigEndianUnicode' }
        @{ Encoding = 'UTF-32'; Write = { [System.Text.Encoding]::UTF32 }; Read = 'UTF32' }
    )
    $delimiters = @(
        @{ Separator = 'a comma'; Delimiter = ','; Next = "-Delimiter ','" }
        @{ Separator = 'a semicolon'; Delimiter = ';'; Next = "-Delimiter ';'" }
        @{ Separator = 'a tab'; Delimiter = "`t"; Next = '-Delimiter "`t"' }
        @{ Separator = 'a bar'; Delimiter = '|'; Next = "-Delimiter '|'" }
    )
    $files = foreach ($encoding in $encodings) {
        foreach ($delimiter in $delimiters) {
            $encoding + $delimiter
        }
    }
    $wrong = foreach ($delimiter in $delimiters) {
        foreach ($other in $delimiters | Where-Object Delimiter -NE $delimiter.Delimiter) {
            @{ Separator = $delimiter.Separator; Delimiter = $delimiter.Delimiter; Next = $delimiter.Next; ReadWith = $other.Delimiter; ReadAs = $other.Separator }
        }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Connect-AtlassianOrganization -Sandbox
    $script:Mia = Get-AtlassianUser 'mia.active@example.com'
    $script:Tom = Get-AtlassianUser 'many.tokens@example.com'
    $script:Umlaut = "$([char]0xFC)"

    # A file with the cells of a German list, and its path.
    function New-List {
        param([string] $Delimiter, [System.Text.Encoding] $Encoding, [string] $Before = '', [switch] $Quoted)
        $rows = @('Name', 'E-Mail', "B${Umlaut}ro"), @('Mia Active', 'mia.active@example.com', "M${Umlaut}nchen"), @('Tom Tokens', 'many.tokens@example.com', '')
        $lines = foreach ($row in $rows) {
            @($row | ForEach-Object { if ($Quoted) { "`"$_`"" } else { $_ } }) -join $Delimiter
        }
        $path = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        [System.IO.File]::WriteAllText($path, $Before + ($lines -join "`r`n") + "`r`n", $Encoding)
        $path
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'A file in <Encoding>, separated by <Separator>' -ForEach $files {
    It 'names the right people' {
        foreach ($quoted in $true, $false) {
            $path = New-List $Delimiter (& $Write) $Before -Quoted:$quoted
            $people = @(Import-Csv -LiteralPath $path -Delimiter $Delimiter -Encoding $Read | Get-AtlassianUser -ErrorVariable errors -WarningVariable warnings -WarningAction SilentlyContinue)
            $people.AccountId | Should -Be $Mia.AccountId, $Tom.AccountId
            $errors | Should -BeNullOrEmpty
            $warnings | Should -BeNullOrEmpty
        }
    }
}

Describe 'A file separated by <Separator>, read as by <ReadAs>' -ForEach $wrong {
    It 'is one error that shows the columns and names -Delimiter' {
        foreach ($quoted in $true, $false) {
            $path = New-List $Delimiter ([System.Text.UTF8Encoding]::new($true)) -Quoted:$quoted
            $rows = @(Import-Csv -LiteralPath $path -Delimiter $ReadWith -Encoding UTF8) * 30
            $changes = @($rows | Disable-AtlassianUser -PassThru -Confirm:$false -ErrorVariable errors -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue)
            $errors | Get-Code | Should -Be 'InvalidIdentity'
            $errors[0].ErrorDetails.Message | Should -Match "The list has the columns '.*Name.*E-Mail"
            $errors[0].ErrorDetails.Message | Should -Match ([regex]::Escape($Next))
            $changes | Should -HaveCount 1
            @($warnings) | Should -HaveCount 1
            "$warnings" | Should -Be '59 more rows have the same columns, none of which names a person.'
        }
    }
}

Describe 'A list that was read in a wrong way' {
    It 'names -Delimiter also where a comma stands in the header: <Header>' -ForEach @(
        @{ Header = 'Name;E-Mail;Ort, Land'; Line = 'Mia;mia.active@example.com;Bonn, DE' }
        @{ Header = 'Nachname, Vorname;Mail'; Line = 'Active, Mia;mia.active@example.com' }
        @{ Header = 'Atlassian ID;Rolle, Team;Datum'; Line = 'x;y, z;1' }
    ) {
        $Header, $Line | ConvertFrom-Csv | Get-AtlassianUser -ErrorVariable errors -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $errors | Get-Code | Should -Be 'InvalidIdentity'
        $errors[0].ErrorDetails.Message | Should -Match ([regex]::Escape("-Delimiter ';'"))
    }

    It 'names -Encoding: <What>' -ForEach @(
        @{ What = 'Windows-1252 read as UTF-8'; Text = "Gesch$([char]0xFFFD)ftliche Mail,Name" }
        @{ What = 'UTF-16 read as ASCII'; Text = ('Name,Anschrift'.ToCharArray() -join "$([char]0)") }
    ) {
        $row = [pscustomobject]@{}
        foreach ($header in $Text -split ',') {
            $row | Add-Member -NotePropertyName $header -NotePropertyValue 'x'
        }
        $row | Get-AtlassianUser -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors | Get-Code | Should -Be 'InvalidIdentity'
        $errors[0].ErrorDetails.Message | Should -Match 'add -Encoding'
    }

    It 'is one error of every command that takes a list: <_>' -ForEach 'Set-AtlassianUserEmail', 'Set-AtlassianUserProfile -JobTitle Pilot', 'Suspend-AtlassianUser', 'Add-AtlassianGroupMember -Group nobody-yet', 'Get-AtlassianUserProfile', 'Get-AtlassianUserActivity', 'Revoke-AtlassianUserToken -All -Confirm:$false', 'New-AtlassianUserInvitation' {
        $rows = @("Mitarbeiter;Adresse`nMia;mia.active@example.com`nTom;many.tokens@example.com" | ConvertFrom-Csv) * 20
        $command = [scriptblock]::Create("`$args | $_ -ErrorAction SilentlyContinue -ErrorVariable script:errors -WarningAction SilentlyContinue -WarningVariable script:warnings")
        $sent = Get-Request { & $command @rows }
        $errors | Get-Code | Should -Be 'InvalidIdentity'
        @($warnings) -match '^39 more rows have the same columns' | Should -HaveCount 1
        @($sent) -match '^(PUT|PATCH|DELETE)' | Should -BeNullOrEmpty
    }
}

Describe 'Blank rows' {
    It 'are skipped, whatever a blank is: <What>' -ForEach @(
        @{ What = 'nothing'; Cell = '' }
        @{ What = 'blanks'; Cell = '   ' }
        @{ What = 'a tab'; Cell = "`t" }
        @{ What = 'a non-breaking blank'; Cell = "$([char]0xA0)" }
        @{ What = 'a narrow one'; Cell = "$([char]0x202F)" }
        @{ What = 'a zero-width one'; Cell = "$([char]0x200B)" }
        @{ What = 'marks of direction'; Cell = "$([char]0x200E)$([char]0x200F)" }
        @{ What = 'a word joiner and a mark of order'; Cell = "$([char]0x2060)$([char]0xFEFF)" }
        @{ What = 'an apostrophe'; Cell = "'" }
        @{ What = 'a hyphen'; Cell = '-' }
        @{ What = 'what Excel shows of a formula'; Cell = '#N/A' }
    ) {
        $blank = [pscustomobject]@{ Name = $Cell; 'E-Mail' = $Cell }
        $people = @($blank, [pscustomobject]@{ Name = 'Mia'; 'E-Mail' = $Mia.Email }, $blank | Get-AtlassianUser -ErrorVariable errors -WarningVariable warnings -WarningAction SilentlyContinue)
        $people.AccountId | Should -Be $Mia.AccountId
        $errors | Should -BeNullOrEmpty
        "$warnings" | Should -Be '2 blank rows were skipped.'
    }

    It 'are counted in one line, however long the list is' {
        $rows = 1..450 | ForEach-Object { [pscustomobject]@{ 'E-Mail' = if ($_ % 3) { $Mia.Email } else { '' } } }
        $people = @($rows | Get-AtlassianUser -WarningVariable warnings -WarningAction SilentlyContinue)
        $people | Should -HaveCount 300
        "$warnings" | Should -Be '150 blank rows were skipped.'
    }
}

Describe 'What Excel has made of an id' {
    It 'is one line a list, with a count' {
        $rows = foreach ($value in '5.57058E+23', '5,57058E+23', '7.12E+05', '557058111222333000000000') { [pscustomobject]@{ 'User id' = $value; email = $Mia.Email } }
        $people = @($rows | Get-AtlassianUser -WarningVariable warnings -WarningAction SilentlyContinue)
        $people.AccountId | Select-Object -Unique | Should -Be $Mia.AccountId
        $warnings | Should -HaveCount 1
        "$warnings" | Should -Match '^Excel has changed 4 account ids into numbers: 5\.57058E\+23, 5,57058E\+23, 7\.12E\+05, .*Import the id column as text'
    }
}
