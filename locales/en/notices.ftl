# Letters by mail: that something waits, never what
notices-hello = Hello { $name },
notices-sign-in = Sign in here: { $address }
notices-ending = Not expecting this? Call { $firm }: { $phone }. We never ask for a password or a code by e-mail.
notices-ending-no-phone = Not expecting this? Call { $firm }. We never ask for a password or a code by e-mail.

notices-invitation-subject = An invitation from { $firm }
notices-invitation = { $sender } at { $firm } has made a private space for you. You can set up your way in here:
notices-invitation-colleague = { $sender } has added you to the client space of { $firm }. You can set up your way in here:
notices-invitation-until = The link is good until { $date }. It takes about 3 minutes.
notices-invitation-reminder-subject = Your invitation from { $firm } is still open
notices-invitation-reminder = Your space is ready when you are. The link is good until { $date }:
notices-invitation-by-phone = Would you rather do this by phone or in person? Call { $phone }.

notices-needs-you-subject = { $firm }: something needs you
notices-needs-you = There is something for you to do in your space. It takes a few minutes.
notices-new-subject = { $firm }: something new for you
notices-new = There is something new in your space.
notices-received-subject = { $firm }: we have received it
notices-received = What you sent has arrived. Your receipt is in your space: number { $number }.
notices-set-aside-subject = { $firm }: a file you sent was set aside
notices-set-aside = A scanner found something harmful in a file you sent, so nobody can open it. In your space you can see which one. Please send a clean copy.

notices-way-in-changed-subject = Your way in was changed
notices-way-in-changed = A way into your space was changed on { $date } at { $time }. If it was you, do nothing.
notices-new-device-subject = A new sign-in
notices-new-device = Someone signed in to your space on { $date } at { $time }. If it was you, do nothing.
notices-not-you = If it was not you, call us now: { $phone }.
notices-not-you-no-phone = If it was not you, call us now.
notices-password-forgotten-subject = A new password for your space
notices-password-forgotten = Somebody, probably you, said that they forgot your password. Choose a new one here:
notices-password-forgotten-until = The link is good until { $time } on { $date }, and works once. Afterwards we ask for your second step, as always.
notices-password-forgotten-ignore = Was it not you? Then do nothing: your password stays as it is.
notices-no-password = Somebody, probably you, said that they forgot your password. You have no password here, so there is none to give back: you come in with a passkey, or your way in is not set up yet. Sign in with your passkey, or open your invitation. If you have neither, call us. Was it not you? Then do nothing.
notices-vouched-for-subject = A new way into your space is being prepared
notices-vouched-for-call = { $by } at { $firm } was told that you can’t get into your space, and spoke to somebody at the number on file. After a day’s wait we write to you with a link to set up a new way in. You also need the six letters that were told in that call. If it was you, do nothing.
notices-vouched-for-in-person = { $by } at { $firm } was told that you can’t get into your space, and hands over a letter with a new way in, in person. If it was you, do nothing.
notices-vouched-for-stop = If it was not you, stop it here:
notices-new-way-in-subject = Set up your new way in
notices-new-way-in = The wait is over. Set up your new way in here, with the six letters we told you in our call. Your ways in up to now end when the new one is made:

notices-reason-no-answer = No mail server answered. Check its name and port, and that this computer may reach it.
notices-reason-not-private = The connection could not be made private. Check how it is kept private, the port, and the server’s certificate.
notices-reason-sign-in-refused = The mail server refused the user name or the password.
notices-reason-sender-refused = The mail server refused the address your letters come from.
notices-reason-address-refused = The mail server refused this person’s address. Ask them for another one.
notices-reason-other = The mail server did not take the letter.

notices-hello-nobody = Hello,
notices-confirm-address-subject = Confirm your new e-mail address
notices-confirm-address = Somebody wants to use this address for their space with us. If it was you, sign in and open this link:
notices-confirm-address-until = The link is good for 24 hours and works once. If it was not you, do nothing.
notices-address-asked-subject = Another e-mail address was asked for
notices-address-asked = Somebody who was signed in to your space asked on { $date } at { $time } to use another e-mail address. If it was you, do nothing.
notices-address-changed-subject = Your e-mail address was changed
notices-address-changed = On { $date } at { $time } your space got another e-mail address. You no longer sign in with this one. If it was you, do nothing.
notices-address-stop = We can stop this for 24 hours after it was asked for.

notices-emergency-subject = { $firm }: emergency access
notices-emergency = A colleague asks to open a matter in an emergency, or was let into one. Please look at it now.

notices-owner-let-in-subject = A new way in for an owner
notices-owner-let-in = On { $date } at { $time }, whoever runs your server made a new way in for { $owner }, an owner of the space of { $firm }. If you know of it, do nothing.
notices-owner-let-in-ask = If nobody told you, speak now to { $owner }, and to whoever runs your server.
notices-choices = E-mails
notices-choices-words = Which ones you get, how often, and when not.
notices-choices-open = Choose
notices-choices-lead = They only say that something waits. What it is stays in your space.
notices-choices-needs-you = When something needs you
notices-choices-news = When there is something new
notices-choices-at-once = At once, at most every 15 minutes
notices-choices-daily = Once a day, in one e-mail
notices-choices-never = No e-mail, I look by myself
notices-choices-daily-at = The e-mail of the day leaves at
notices-choices-quiet = Quiet hours
notices-choices-quiet-on = Send me nothing during these hours
notices-choices-quiet-from = From
notices-choices-quiet-until = Until
notices-choices-no-time = Write a time, such as 08:30.
notices-choices-quiet-none = Quiet hours begin and end at different times.
notices-choices-ways-in = E-mails about how you get in always come at once: an invitation, a new device, a changed password.
notices-no-answer-inside = Please don’t answer this e-mail: an answer may reach nobody, and e-mail is not private. Write to us in your space, under Messages.
notices-no-answer = Please don’t answer this e-mail: an answer may reach nobody, and e-mail is not private.
