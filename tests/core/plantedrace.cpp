// SPDX-License-Identifier: GPL-3.0-or-later
// Two threads write one number without a lock. Built under ThreadSanitizer only, where it must fail: that shows that
// the sanitizer looks.
#include <cstdio>
#include <thread>

int main()
{
    int shared = 0;
    const auto work = [&shared] {
        for (int i = 0; i < 1000; ++i)
            ++shared;
    };
    std::thread one(work);
    std::thread two(work);
    one.join();
    two.join();
    std::printf("%d\n", shared);
    return 0;
}
