# Getting in
people-sign-in = Sign in
people-sign-in-words = Your documents and messages with { $firm }.
people-sign-in-passkey = Sign in with your passkey
people-sign-in-passkey-hint = Use your face, your fingerprint, or the code that unlocks this phone or computer.
people-or = or
people-your-email = Your e-mail address
people-your-email-hint = The one we sent your invitation to.
people-password = Password
people-sign-in-password = Sign in with your password
people-help-link = I can’t get in
people-check-address = Check the address at the top of your screen:
people-never-ask = We never ask for a password or a code by phone, text or e-mail.
people-wrong-pair = That e-mail and password do not match.
people-code-title = Your second step
people-code-words = Open your code app and enter the six digits it shows for this space.
people-code = Six-digit code
people-wrong-code = That code did not work. Codes change every 30 seconds: enter the new one.
people-code-instead = Use a code from my app
people-recovery-title = Use a recovery code
people-recovery-words = Enter one of the eight codes you kept when you set up your way in. Each works once.
people-recovery-code = Recovery code
people-recovery-instead = I don’t have my code app here
people-wrong-recovery-code = That recovery code did not work. Check the letters, or use another one.
people-card-title = Your second step
people-card-words = Take your code card and find number { $number }. Cross the code out when you are in.
people-card-code = Code number { $number } of your card
people-card-code-hint = Eight letters and digits. Capitals and spaces don’t matter.
people-wrong-card-code = That is not the code with this number. Check the number and the letters, or call us.
people-card-instead = Use a code from my card
people-card-empty = All codes of your card are used. Call us, and we give you a new card.
people-card-first = The firm gave you a card with numbered codes. From now on you enter the next one after your password.
people-back = Back
people-back-to-sign-in = Back to sign in
people-continue = Continue
people-keep = Save

# Passkeys
people-passkey-title = Make your passkey
people-passkey-words = Your phone or computer asks for your face, your fingerprint, or the code that unlocks it. That is your passkey. There is nothing to remember, and it never leaves your device.
people-passkey-make = Make a passkey
people-passkey-cancelled = The window was closed. That is fine. Try again, or use a password.
people-passkey-unsupported = This browser can’t use passkeys. Use a password, or another browser.
people-passkey-known = This device already has a passkey for your space.
people-passkey-no-answer = We could not ask for your passkey. Check your connection and try again.
people-passkey-failed = That passkey did not work here. Try again, or get in another way.
people-passkey-name = What do you call it?
people-passkey-name-hint = So that you know it in the list, such as “My phone”.

# Invitation
people-invitation = Your invitation
people-invitation-title = { $by } at { $firm } made a private space for you
people-invitation-voice = A quiet place for your documents and messages, instead of e-mail.
people-promise-one-place = Your documents and letters are in one place.
people-promise-only-you = Only you and your legal team can open them.
people-promise-place = They are kept here: { $place }.
people-invitation-again = You have been here before. If you can still get in, sign in instead: a new way in ends the old ones.
people-door-code = Your six-letter code
people-door-code-hint = The six letters we gave you: on the letter, by phone or in person. They are never in an e-mail.
people-door-phone = The last 4 digits of your phone number
people-door-phone-hint = Of the number you gave us. So we know that it is you.
people-wrong-door = That is not what we have on file. Check it and try again, or call us.
people-invitation-go = Set up my way in
people-invitation-go-in = Go in
people-invitation-until = It takes about 3 minutes. The invitation is good until { $day }.
people-invitation-not-you = Not { $name }? Do nothing, and tell us:
people-invitation-expired = This invitation has ended
people-invitation-expired-words = It was good for { $days ->
    [one] 1 day
   *[other] { $days } days
}. We can send a new one to the address we have for you.
people-invitation-expired-call = It was good for { $days ->
    [one] 1 day
   *[other] { $days } days
}. Call us, and we give you a new one.
people-invitation-renew = Send me a new one
people-invitation-renewed = If we can write to you, a new invitation is on its way. If it does not come, call us.
people-invitation-used = You have used this invitation
people-invitation-used-words = Your way in is set up. Sign in with it instead.
people-invitation-shut = This invitation needs a person
people-invitation-shut-words = The answer at the door was wrong five times. Call us, and we will help you in.
people-invitation-unknown = We don’t know this link
people-invitation-unknown-words = Check that the address starts with { $host }, or call us.

# A way in
people-choose-title = Choose your way in
people-choose-words = You can add another one later.
people-choose-one = Choose one.
people-choose-passkey-only = Your law firm asks for a passkey. You make it here.
people-choose-needs-script = Making a passkey needs JavaScript. Turn it on for this page, use another browser, or call us.
people-choose-passkey = Use this phone or computer
people-choose-passkey-words = Your face, your fingerprint, or the code that unlocks it. Nothing to remember.
people-choose-password = Use a password
people-choose-password-words = And a second step each time: a code from an app on your phone.
people-choose-card = Use a password and my code card
people-choose-card-words = The printed card with numbered codes that came with your invitation. No smartphone needed.
people-another-way = Choose another way
people-password-title = Choose a password
people-password-words = A password needs a second step beside it. That comes next.
people-password-new = New password
people-password-rules = 12 characters or more. Anything goes: spaces, a whole sentence, pasted from a password manager.
people-password-short = This password is too short. Use 12 characters or more.
people-password-long = This password is too long. Use 256 characters or fewer.
people-password-easy = This password is easy to guess. Add a few more words that don’t belong together.
people-app-title = Set up your code app
people-app-words = The app shows a new code every 30 seconds. You enter it after your password.
people-app-step-1 = Open the code app you have, or install one. Any authenticator app works.
people-app-step-2 = Add us to it.
people-app-here = I am on this phone: open my app
people-app-secret = Or type this into the app:
people-app-square = Or scan the square with it.
people-app-step-3 = Enter the six digits it shows.
people-app-on = Turn on
people-codes-title = Keep your recovery codes
people-codes-head = Eight codes for a bad day
people-codes-words = If you lose your phone, one of these gets you in. Each works once. We show them only now: print them, or save them where you keep important papers.
people-codes-print = Print
people-codes-save = Save as text
people-codes-file = recovery-codes.txt
people-codes-kept = I have kept these
people-codes-not-kept = Keep the codes first, then tick the box.
people-codes-go = Go on
people-codes-done = I have kept them
people-refused-entering-over = This page has ended. Open your invitation again, or sign in if your way in is set up.

# Welcome
people-welcome = Welcome
people-welcome-title = You are in, { $name }
people-welcome-letter = Hello { $name }, I am glad you are here. What we do for you will be in this space, and you can write to me from it. If anything is unclear, ask me. No question is too small.
people-welcome-where = Home shows what needs you now. When nothing does, it says so.
people-welcome-mail = We write to you when something needs you. Our e-mails never say what it is about.
people-welcome-person = You can always reach a person:
people-welcome-second = A second way in helps if you lose this device.
people-welcome-second-link = Add one in You, Security
people-welcome-go = Go to my space

# I can't get in
people-help-title = I can’t get in
people-help-words = What happened?
people-help-password = I forgot my password
people-help-password-words = Do you have a passkey on this phone or computer? Then sign in with it, and choose a new password under You, Security. If not, call us. We check that it is you, and give you a new invitation.
people-help-passkey = I lost my phone or passkey
people-help-passkey-words = If you have a password, sign in with it and use one of your recovery codes in place of the app. If not, call us. We check that it is you, and give you a new invitation. Your old ways in end then, so nobody who finds your phone gets in.
people-help-invitation = I never got an invitation
people-help-invitation-words = Look in your spam folder first. Then tell us your e-mail address, and we send your invitation again.
people-help-invitation-call = We hand invitations over in person or send them by post. Call us, and we give you a new one.
people-help-send = Send it again
people-help-written = If that address has an open invitation here, we have written to it. Give it a few minutes.
people-help-call = Or call us:

# Proving it again
people-again-title = Is it you?
people-again-words = Before a way in is changed, we ask once more. It is good for five minutes.
people-again-passkey = Use my passkey
people-again-code = Code from your app, or a recovery code
people-again-code-or-card = Code from your app, a recovery code, or code number { $number } of your card
people-wrong-again = That password and code did not work.

# You
people-you = You
people-name = Name
people-email = E-mail
people-name-hint = Is something wrong here? Tell us, and we change it.
people-language = Language
people-appearance = Light or dark
people-appearance-system = As my phone or computer
people-appearance-light = Light
people-appearance-dark = Dark
people-security = Security
people-security-words = Your ways in, and where you are signed in.
people-security-open = Open
people-looked = Who looked
people-looked-words = Who opened your documents, and when.
people-looked-open = Show
people-sign-out = Sign out
people-sign-out-words = On this device.
people-security-rule = We ask once more who you are before a way in is changed, and we write to you after.
people-security-rule-no-mail = We ask once more who you are before a way in is changed.
people-passkeys = Passkeys
people-passkeys-none = A passkey is the safest way in: your face, your fingerprint, or the code that unlocks your phone or computer. Nobody can guess it, and you have nothing to remember.
people-add-passkey = Add a passkey
people-added = Added { $when }
people-last-used = Last used { $when }
people-never-used = Not used yet
people-remove = Remove
people-remove-words = It does not lead in any more. Do this when the device is lost or no longer yours.
people-passkey-change = Rename or remove
people-last-way = You need one way in. Add another before removing this one.
people-password-is-set = Set, with a second step.
people-password-none = Not set. With one, you can also get in without your passkey.
people-change-password = Change password
people-set-password = Set a password
people-second-step = Second step
people-second-step-words = A code from your app.
people-replace-app = Replace app
people-card = Code card
people-card-left = { $count } of 24 codes left. Number { $number } comes next.
people-card-order = Order a new card
people-add-app = Add a code app
people-passkey-only = Your law firm asks for a passkey, so there is no password here.
people-recovery-codes = Recovery codes
people-codes-left = { $count } of 8 left
people-codes-new = Make new ones
people-devices = Where you are signed in
people-this-device = This device
people-last-seen = Last seen { $when }
people-out-everywhere = Sign out everywhere
people-device-phone = Phone
people-device-tablet = Tablet
people-device-computer = Computer
people-device-unknown = Device
people-password-current = Password now
people-wrong-current = That is not your password now.
people-end-others = Sign out my other devices
people-refused-address-known = Somebody with this e-mail address is here already.
people-refused-no-phone = There is no phone number on file to ask for.
people-refused-last-way = You need one way in. Add another before removing this one.
people-refused-passkey-only = Your law firm lets you in with your passkey only.
people-refused-passkey-known = This passkey is known here already.
people-refused-passkeys-enough = You have twenty passkeys. Remove one first.
people-refused-codes-need-password = Recovery codes go with a password. Set one first.
people-said-kept = Saved.
people-said-passkey-added = Your passkey was added.
people-said-passkey-removed = The passkey was removed.
people-said-password-set = Your password was changed.
people-said-app-set = Your code app was set.
people-said-device-out = That device is signed out.
people-said-out-everywhere = You are signed out everywhere.

# What the firm asks for
people-needed = One more step
people-needed-title = One more step
people-needed-passkey = { $firm } now asks for a passkey. Add one here, and you are in.
people-needed-card = { $firm } no longer takes codes from a card. Add a passkey or a code app here, and you are in.
people-needed-use = { $firm } now asks for another way in, which you have.
people-needed-use-do = Use it now

# Another e-mail address
people-address-change = Change your e-mail address
people-address-change-do = Change
people-address-for = You sign in with it, and our letters go there.
people-address-now = E-mail now
people-address-new = New e-mail address
people-address-words = We send a link to the new address. Open it while you are signed in, and press the button. Until then the address you have now counts.
people-address-ask = Send the link
people-address-asked = We have written to { $email }, if it can be used here. Open the link within 24 hours. We have also told the address you have now.
people-address-call = Your law firm sends no e-mail, so a new address can’t be confirmed here. You go on signing in with the one you have. Call us if that does not work for you.
people-address-confirm = Confirm your new e-mail address
people-address-confirm-words = From now on you sign in with { $email }, and our letters go there.
people-address-confirm-do = Use this address
people-refused-address-same = This is the address you have now.
people-refused-address-often = You have asked for a new address three times today. Try again tomorrow, or call us.
people-refused-address-no-mail = Your law firm sends no e-mail, so a new address can’t be confirmed here.
people-refused-address-late = More than 24 hours have passed. Invite them again instead.
people-said-address-changed = Your new address counts from now on. Your other devices are signed out.
people-said-typed-kept = Your session had ended. What you wrote is kept: sign in, and it is there again.
