// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/profile.h"

#include <optional>

namespace qwats::ui {

/// A profile as it stands in a form: what was typed, also when it cannot be used yet. A value; thread: any.
struct ProfileDraft
{
    enum class Field : quint8 { Address, Name, Token, User, Password, Proxy, Authority };

    /// Why a draft cannot be used, and where. The message holds no secret.
    struct Problem
    {
        Field field = Field::Address;
        Error error;
    };

    Profile before; ///< what it was made from: gives the id, and what did not change
    QString address;
    QString name; ///< empty: the server's name
    bool byPassword = false;
    QString token;
    QString user;
    QString password;
    bool remember = true; ///< the secret goes to the keychain, else it is for this session only
    bool secretKept = false; ///< the keychain has one for `before`, so none need be typed
    Profile::Proxy proxy = Profile::Proxy::System;
    QString proxyAddress; ///< host:port
    QString caFile;
    bool allowPlainHttp = false;
    std::optional<int> requestsPerMinute; ///< 0: no limit; nothing: as in the settings
    std::chrono::seconds attemptTimeout = Profile::LongestAttempt;
    bool http2 = false;

    [[nodiscard]] static ProfileDraft of(const Profile &profile);

    [[nodiscard]] Result<Profile> profile() const; ///< error InvalidInput: placeProblem()
    [[nodiscard]] Result<QByteArray> credential() const; ///< what was typed; error InvalidInput: what is wrong with it
    [[nodiscard]] std::optional<Problem> placeProblem() const; ///< address, proxy or certificates
    [[nodiscard]] std::optional<Problem> credentialProblem() const; ///< token, or user and password, as typed

    [[nodiscard]] bool hasTypedSecret() const;
    /// The kept secret may be sent: same server and same way of signing in. A secret never follows a profile to another
    /// server by itself.
    [[nodiscard]] bool keptSecretFits() const;
    [[nodiscard]] bool canSignIn() const; ///< a typed secret that is good, or a kept one that fits
    /// What has to change before the draft can be stored. No secret at all is no problem: it is asked for later.
    [[nodiscard]] std::optional<Problem> storeProblem() const;
    [[nodiscard]] QString shownName() const; ///< the name, else the server's, never empty

    bool operator==(const ProfileDraft &) const = default;
};

} // namespace qwats::ui
